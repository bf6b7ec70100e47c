import { join, resolve } from 'node:path'
import type { Clock } from '../../clock.ts'
import type { Logger } from '../../logger.ts'
import type { Services, ServicesOptions } from '../../rpc/buildServices.ts'
import type { BrowserCommand } from '../commandLine.ts'
import { endOnSignals } from '../endOnSignals.ts'
import { startBrowserServer, type BrowserServer } from './BrowserServer.ts'
import { Downloads } from './Downloads.ts'
import { Uploads } from './Uploads.ts'
import { openAppWindow } from './openAppWindow.ts'

/** A tunnel that breaks for a moment must not cost the results of an open page. */
const GRACE_MS = 30_000
const SHUTDOWN_MS = 4_000

export type BrowserHostOptions = {
  command: BrowserCommand
  /** Where files that a browser sends up are kept meanwhile. */
  dataDir: string
  version: string
  rendererFolder: string
  clock: Clock
  logger: Logger
  buildServices: (
    options: Pick<ServicesOptions, 'host' | 'variables' | 'configFile'> & { graceMs: number },
  ) => Promise<Services>
}

/** Serves the workbench to a browser of this machine until the program is told to end. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<void> {
  const { command, dataDir, version, rendererFolder, clock, logger, buildServices } = options
  const downloads = new Downloads({ clock })
  const uploads = new Uploads({ folder: join(dataDir, 'uploads') })
  const building = buildServices({
    host: {
      info: { kind: 'browser', version, platform: process.platform },
      openDownload: (file) => downloads.open(file),
      discardUpload: (path) => uploads.discard(path),
    },
    graceMs: GRACE_MS,
    variables: process.env,
    ...(command.configFile !== null && { configFile: resolve(command.configFile) }),
  })
  let server: BrowserServer | null = null
  const end = async () => {
    await server?.close()
    await uploads.clear()
    // Told to end while still starting: what was begun is closed like the rest.
    await (await building).shutdown({ deadlineMs: SHUTDOWN_MS })
  }
  endOnSignals(end)

  const { connectClient, call } = await building
  await uploads.clear()
  try {
    const { port } = command
    server = await startBrowserServer({
      port,
      rendererFolder,
      connectClient,
      downloads,
      uploads,
      clock,
      logger,
    })
  } catch (error) {
    await end()
    throw error
  }
  const { startupNotices } = await call('workspace.host', {})
  for (const { text } of startupNotices) console.error(text)
  console.log(`Sluice is ready: ${server.url}`)
  if (command.opensWindow) openAppWindow(server.url)
}
