import { join } from 'node:path'
import { app, dialog, powerMonitor } from 'electron'
import type { Clock } from '../../clock.ts'
import type { SpawnProcess } from '../../drivers/process.ts'
import type { Logger } from '../../logger.ts'
import type { HostHooks, SecretCipher, Services } from '../../rpc/buildServices.ts'
import { MainWindow } from './MainWindow.ts'
import { chooseOpenPath, chooseSavePath } from './fileDialogs.ts'
import { hardenApp, hardenSession } from './hardening.ts'
import { desktopNotifications } from './notifications.ts'
import { installMenu } from './menu.ts'
import { registerPageScheme, servePage } from './pageProtocol.ts'
import { systemCipher } from './systemCipher.ts'
import { utilityProcesses } from './utilityProcesses.ts'

const SHUTDOWN_MS = 4_000

export type ElectronHostOptions = {
  /** Used unless the command line names another with `--data-dir`. */
  usualDataDir: string
  version: string
  rendererFolder: string
  preloadFile: string
  clock: Clock
  openLog: (dataDir: string) => Logger
  resolveModule: (moduleName: string) => string
  buildServices: (options: {
    dataDir: string
    logger: Logger
    host: HostHooks
    spawnProcess: SpawnProcess
    secretCipher?: SecretCipher
    variables: Readonly<Record<string, string | undefined>>
  }) => Promise<Services>
}

/**
 * Opens the workbench in a window of Electron. Comes back before the window is open: Electron gets
 * ready only after the program's first file has been run to its end.
 */
export function startElectronHost(options: ElectronHostOptions): void {
  const dataDir = app.commandLine.getSwitchValue('data-dir') || options.usualDataDir
  app.setPath('userData', join(dataDir, 'desktop'))
  // Two programs on one folder of Chromium's files would damage them; the first one comes forward.
  if (!app.requestSingleInstanceLock()) return app.quit()

  registerPageScheme()
  hardenApp()
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app
    .whenReady()
    .then(() => open(options, dataDir))
    .catch((error: unknown) => {
      dialog.showErrorBox(
        'Sluice cannot start',
        error instanceof Error ? error.message : String(error),
      )
      app.exit(1)
    })
}

async function open(options: ElectronHostOptions, dataDir: string): Promise<void> {
  const { version, rendererFolder, preloadFile, openLog, resolveModule, buildServices } = options
  hardenSession()
  servePage(rendererFolder)
  const logger = openLog(dataDir)
  const secretCipher = systemCipher()
  let showWindow = (): void => {}
  const notify = desktopNotifications(() => showWindow())
  const services = await buildServices({
    dataDir,
    logger,
    host: {
      info: { kind: 'electron', version, platform: process.platform },
      chooseSavePath,
      chooseOpenPath,
      ...(notify && { notify }),
      menus: installMenu(),
      zoom: (change) => window.zoom(change),
    },
    spawnProcess: utilityProcesses(resolveModule),
    variables: process.env,
    ...(secretCipher && { secretCipher }),
  })
  endInOrder(services)
  // What was connected before the computer slept is most likely gone.
  powerMonitor.on('resume', () => services.pools.revalidate())

  const { connectClient } = services
  const window = new MainWindow({
    preloadFile,
    stateFile: join(dataDir, 'window.json'),
    connectClient,
    logger,
  })
  showWindow = () => window.show()
  window.show()
  app.on('second-instance', () => window.show())
  app.on('activate', () => window.show())
}

/** Electron waits with ending until connections, processes and files are closed. */
function endInOrder(services: Services): void {
  let isEnded = false
  app.on('will-quit', (event) => {
    if (isEnded) return
    event.preventDefault()
    void services.shutdown({ deadlineMs: SHUTDOWN_MS }).finally(() => {
      isEnded = true
      app.quit()
    })
  })
}
