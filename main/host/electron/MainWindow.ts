import { BrowserWindow, dialog, nativeTheme, screen } from 'electron'
import type { ZoomChange } from '../../../contract/menus.ts'
import type { Logger } from '../../logger.ts'
import type { RpcServer } from '../../rpc/createServer.ts'
import { PAGE_URL } from './pageProtocol.ts'
import { servePorts } from './servePorts.ts'
import { fitToDisplays, loadWindowState, saveWindowState } from './windowState.ts'

export type MainWindowOptions = {
  preloadFile: string
  /** Where size and place are kept between runs. */
  stateFile: string
  connectClient: RpcServer['connectClient']
  logger: Logger
}

/** The program's one window; it can be closed and shown again while the program runs. */
export class MainWindow {
  readonly #options: MainWindowOptions
  #window: BrowserWindow | null = null

  constructor(options: MainWindowOptions) {
    this.#options = options
    servePorts({
      connectClient: options.connectClient,
      isOurs: (contents) => contents === this.#window?.webContents,
    })
  }

  /** Brings the window forward, and opens it where there is none. */
  show(): void {
    if (!this.#window) return this.#open()
    if (this.#window.isMinimized()) this.#window.restore()
    this.#window.focus()
  }

  /** Makes everything in the window larger or smaller, in steps that the eye tells apart. */
  zoom(change: ZoomChange): void {
    const contents = this.#window?.webContents
    if (!contents) return
    const level = contents.getZoomLevel()
    const steps = { in: level + 0.5, out: level - 0.5, reset: 0 }
    contents.setZoomLevel(Math.max(-3, Math.min(4, steps[change])))
  }

  #open(): void {
    const { preloadFile, stateFile } = this.#options
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea)
    const { isMaximized, ...bounds } = fitToDisplays(loadWindowState(stateFile), areas)
    const window = new BrowserWindow({
      ...bounds,
      minWidth: 640,
      minHeight: 400,
      title: 'Sluice',
      show: false,
      // The page's own colours, so that opening does not flash.
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
      webPreferences: {
        preload: preloadFile,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        spellcheck: false,
      },
    })
    this.#window = window
    if (isMaximized) window.maximize()
    window.once('ready-to-show', () => window.show())
    window.on('close', () => {
      saveWindowState(stateFile, {
        ...window.getNormalBounds(),
        isMaximized: window.isMaximized(),
      })
    })
    window.once('closed', () => {
      this.#window = null
    })
    this.#offerReload(window)
    void window.loadURL(PAGE_URL)
  }

  /** A page that crashed or hangs loses nothing: what was typed is in main. */
  #offerReload(window: BrowserWindow): void {
    const { logger } = this.#options
    window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      if (reason === 'clean-exit' || window.isDestroyed()) return
      logger.error({ reason, exitCode }, 'The page of the window crashed.')
      void ask(window, 'The window crashed.', ['Reload', 'Close']).then((isReload) => {
        if (isReload) window.webContents.reload()
        else window.destroy()
      })
    })
    window.on('unresponsive', () => {
      void ask(window, 'The window does not answer.', ['Reload', 'Wait']).then((isReload) => {
        if (isReload) window.webContents.reload()
      })
    })
  }
}

async function ask(
  window: BrowserWindow,
  message: string,
  [first, second]: [string, string],
): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message,
    detail: 'Tabs and what was typed in them are kept.',
    buttons: [first, second],
    defaultId: 0,
    cancelId: 1,
  })
  return response === 0 && !window.isDestroyed()
}
