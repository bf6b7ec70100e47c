import { EventEmitter } from 'node:events'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { app, endings, HeldEvent } from './app.ts'
import { WebContents } from './WebContents.ts'

type Options = {
  width: number
  height: number
  x?: number
  y?: number
  webPreferences: { preload: string } & Record<string, unknown>
}

const windows = new Set<BrowserWindow>()
let context: Promise<BrowserContext> | null = null

/** The Chromium that the spec started, and looks at as well. */
function sharedContext(): Promise<BrowserContext> {
  context ??= chromium.connectOverCDP(process.env['ELECTRON_DOUBLE_CHROMIUM']!).then((browser) => {
    endings.push(() => browser.close())
    return browser.contexts()[0]!
  })
  return context
}

/** A window whose page opens in a Chromium without a screen; its frame is data. */
export class BrowserWindow extends EventEmitter {
  static getAllWindows = (): BrowserWindow[] => [...windows]

  readonly options: Options
  readonly webContents: WebContents
  #isMaximized = false
  #isDestroyed = false

  constructor(options: Options) {
    super()
    if (!app.isReady()) throw new Error('A window cannot open before the app is ready.')
    this.options = options
    windows.add(this)
    this.webContents = new WebContents(this.#openPage(), options.webPreferences)
    app.emit('web-contents-created', {}, this.webContents)
  }

  isMinimized = (): boolean => false
  isMaximized = (): boolean => this.#isMaximized
  isDestroyed = (): boolean => this.#isDestroyed
  restore = (): void => {}
  show = (): void => {}

  maximize(): void {
    this.#isMaximized = true
  }

  focus(): void {
    this.emit('focus')
    void this.webContents.opened.then((page) => page.bringToFront())
  }

  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    const { x = 0, y = 0, width, height } = this.options
    return { x, y, width, height }
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.loadURL(url)
    this.emit('ready-to-show')
  }

  /** As the user closes it: main may refuse. */
  async close(): Promise<void> {
    const event = new HeldEvent()
    this.emit('close', event)
    if (!event.defaultPrevented) await this.destroy()
  }

  async destroy(): Promise<void> {
    const page = await this.webContents.opened
    await page.close()
  }

  async #openPage(): Promise<Page> {
    const page = await (await sharedContext()).newPage()
    const { width, height } = this.options
    await page.setViewportSize({ width, height })
    page.once('close', () => {
      this.#isDestroyed = true
      windows.delete(this)
      this.emit('closed')
      app.windowClosed(windows.size === 0)
    })
    return page
  }
}

app.closeAllWindows = async () => {
  for (const window of windows) await window.close()
}
