import { randomUUID } from 'node:crypto'
import { ipcMain, MessageChannelMain, type MessagePortMain, type WebContents } from 'electron'
import type { RpcChannel, RpcServer } from '../../rpc/createServer.ts'
import { isPageUrl } from './pageProtocol.ts'

/**
 * Gives each load of our page a port to main, once it asks through its preload script. Frames inside
 * the page and pages that are not ours get none.
 */
export function servePorts({
  connectClient,
  isOurs,
}: {
  connectClient: RpcServer['connectClient']
  isOurs: (contents: WebContents) => boolean
}): void {
  ipcMain.on('sluice.port', ({ sender, senderFrame }) => {
    // Null: the frame has gone on to another page since it asked.
    if (!senderFrame || senderFrame !== sender.mainFrame) return
    if (!isOurs(sender) || !isPageUrl(senderFrame.url)) return
    const { port1, port2 } = new MessageChannelMain()
    const client = connectClient(portChannel(port1), randomUUID())
    port1.once('close', () => client.close())
    port1.start()
    senderFrame.postMessage('sluice.port', null, [port2])
  })
}

/** Carries messages by structured clone: bytes and 64-bit integers cross as they are. */
function portChannel(port: MessagePortMain): RpcChannel {
  return {
    post: (message) => port.postMessage(message),
    onMessage(listener) {
      const read = ({ data }: { data: unknown }) => listener(data)
      port.on('message', read)
      return () => port.off('message', read)
    },
  }
}
