import type { Channel } from './channel.ts'

/** The desktop window's carrier: structured clone over the port that preload hands over. */
export async function openMessagePort(handed: Promise<MessagePort>): Promise<Channel> {
  const port = await handed
  port.start()
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.addEventListener('message', ({ data }) => listener(data)),
    // Not in every engine yet: without it a dead main is noticed by the window's own crash page.
    onClose: (listener) => port.addEventListener('close', listener),
    close: () => port.close(),
  }
}
