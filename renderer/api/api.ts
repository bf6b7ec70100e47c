import { ApiClient } from './ApiClient.ts'
import { openMessagePort } from './openMessagePort.ts'
import { openWebSocket } from './openWebSocket.ts'

declare global {
  interface Window {
    /** Put there by preload in the desktop window; a browser has none. */
    readonly sluice?: { readonly port: Promise<MessagePort> }
  }
}

const desktop = window.sluice

/** The window's one way to main. */
export const api = new ApiClient({
  openChannel: desktop ? () => openMessagePort(desktop.port) : openWebSocket,
})
