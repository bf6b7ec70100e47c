import { contextBridge, ipcRenderer } from 'electron'

/**
 * Hands the page its port to main as `window.sluice.port`. A port cannot pass the bridge between the
 * two worlds of a page, but a message can carry it: the page's end is set up first, then main is
 * asked for the port.
 */
contextBridge.executeInMainWorld({ func: offerPort })

ipcRenderer.once('sluice.port', ({ ports }) => {
  window.postMessage('sluice.port', location.origin, [...ports])
})
ipcRenderer.send('sluice.port')

/** Runs in the page's own world, before its scripts. Serialized: it sees nothing of this file. */
function offerPort(): void {
  const port = new Promise<MessagePort>((resolve) => {
    const receive = (event: MessageEvent<unknown>) => {
      if (event.source !== window || event.data !== 'sluice.port') return
      window.removeEventListener('message', receive)
      resolve(event.ports[0]!)
    }
    window.addEventListener('message', receive)
  })
  Object.defineProperty(window, 'sluice', { value: Object.freeze({ port }) })
}
