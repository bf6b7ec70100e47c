import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Page, Route } from 'playwright-core'
import { HeldEvent } from './app.ts'
import { decode, encode } from './codec.ts'
import { pageSide, type PageCall, type PageOrder } from './pageSide.ts'
import { toMainUrl, toPageUrl } from './paths.ts'
import type { MessagePortMain } from './ports.ts'
import { answer } from './protocol.ts'

type WindowOpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' }

export const ipcMain = new EventEmitter()

let lastPortId = 0

/** A page of Chromium as main sees it; there at once, while Chromium still opens it. */
export class WebContents extends EventEmitter {
  readonly opened: Promise<Page>
  readonly mainFrame: { readonly url: string; postMessage: WebContents['postMessage'] }
  readonly #ports = new Map<number, MessagePortMain>()
  readonly #orders: PageOrder[] = []
  readonly #preferences: { preload: string } & Record<string, unknown>
  #isSending = false
  #load = ''
  #askedUrl = ''
  #url = ''
  #zoomLevel = 0
  #openHandler: WindowOpenHandler = () => ({ action: 'allow' })

  constructor(opening: Promise<Page>, preferences: { preload: string } & Record<string, unknown>) {
    super()
    this.#preferences = preferences
    const currentUrl = () => this.#url
    this.mainFrame = {
      get url() {
        return currentUrl()
      },
      postMessage: (channel, message, ports) => this.postMessage(channel, message, ports),
    }
    this.opened = opening.then((page) => this.#prepare(page, preferences.preload))
  }

  async #prepare(page: Page, preload: string): Promise<Page> {
    await page.exposeFunction('electronDouble', (text: string) => {
      this.#url = toMainUrl(page.url())
      this.#hear(JSON.parse(text) as PageCall)
    })
    await page.addInitScript({ content: initScript(readFileSync(preload, 'utf8')) })
    await page.route('**/*', (route) => this.#serve(page, route))
    page.on('popup', (popup) => {
      const { action } = this.#openHandler({ url: toMainUrl(popup.url()) })
      if (action === 'deny') void popup.close()
    })
    page.on('crash', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 }))
    page.on('close', () => this.#closePorts())
    return page
  }

  getLastWebPreferences = (): Record<string, unknown> => this.#preferences

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#openHandler = handler
  }

  async loadURL(url: string): Promise<void> {
    this.#askedUrl = toPageUrl(url)
    const page = await this.opened
    await page.goto(this.#askedUrl)
  }

  getZoomLevel = (): number => this.#zoomLevel
  setZoomLevel(level: number): void {
    this.#zoomLevel = level
  }

  reload(): void {
    void this.opened.then((page) => page.reload()).catch(() => {})
  }

  postMessage(channel: string, message: unknown, ports: MessagePortMain[] = []): void {
    const portIds = ports.map((port) => this.#bridge(port))
    this.#order({ kind: 'deliver', channel, message: encode(message), portIds })
  }

  /** Answers from main's own scheme; everything else is outside, where no page may go. */
  async #serve(page: Page, route: Route): Promise<void> {
    const request = route.request()
    const url = toMainUrl(request.url())
    const isNavigation = request.isNavigationRequest() && request.frame() === page.mainFrame()
    if (isNavigation && request.url() !== this.#askedUrl) {
      const event = Object.assign(new HeldEvent(), { url, isMainFrame: true })
      this.emit('will-navigate', event)
      if (event.defaultPrevented) return route.abort('aborted')
    }
    const response = await answer(url)
    if (!response) return route.abort('blockedbyclient')
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    })
  }

  #hear(pageCall: PageCall): void {
    if (pageCall.load !== this.#load) {
      this.#load = pageCall.load
      this.#closePorts()
    }
    switch (pageCall.kind) {
      case 'send': {
        const event = { sender: this, senderFrame: this.mainFrame }
        ipcMain.emit(pageCall.channel, event, decode(pageCall.message))
        return
      }
      case 'port-message':
        this.#ports.get(pageCall.portId)?.postMessage(decode(pageCall.message))
        return
      case 'port-close':
        this.#ports.get(pageCall.portId)?.close()
    }
  }

  /** The port now belongs to the page: what it gets goes there. */
  #bridge(port: MessagePortMain): number {
    const portId = ++lastPortId
    this.#ports.set(portId, port)
    port.on('message', ({ data }: { data: unknown }) =>
      this.#order({ kind: 'port-message', portId, message: encode(data) }),
    )
    port.once('close', () => this.#ports.delete(portId))
    port.start()
    return portId
  }

  #closePorts(): void {
    for (const port of this.#ports.values()) port.close()
  }

  /** One trip at a time, with all that has gathered: orders stay in their order. */
  #order(order: PageOrder): void {
    this.#orders.push(order)
    if (!this.#isSending) void this.#send()
  }

  async #send(): Promise<void> {
    this.#isSending = true
    const page = await this.opened
    while (this.#orders.length > 0) {
      const orders = this.#orders.splice(0)
      await page
        .evaluate((given) => {
          const { electronDoubleOrders } = window as unknown as {
            electronDoubleOrders?: (orders: unknown[]) => void
          }
          electronDoubleOrders?.(given)
        }, orders)
        // The page has gone or is loading anew; its ports went with it.
        .catch(() => {})
    }
    this.#isSending = false
  }
}

/** Runs before the scripts of every load of the page, in its main frame. */
function initScript(preload: string): string {
  return `(() => {
    if (window !== window.top) return
    const side = (${String(pageSide)})((text) => window.electronDouble(text), ${String(encode)}, ${String(decode)})
    window.electronDoubleOrders = side.takeOrders
    ;(function (require, module, exports) { ${preload}
    })(side.require, { exports: {} }, {})
  })()`
}
