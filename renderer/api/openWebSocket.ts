import { Packr } from 'msgpackr/index-no-eval'
import { type Channel, ShutOut } from './channel.ts'

/** Plain maps, as main writes them; the build without `eval` is the one the page's policy allows. */
const packr = new Packr({ useRecords: false })

/** Names this load of the window; main finds its runs and results by it after a reconnect. */
const clientId = crypto.randomUUID()

/** The browser host's carrier: msgpack over a socket of the page's own origin. */
export function openWebSocket(): Promise<Channel> {
  const url = new URL('/rpc', location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  url.searchParams.set('client', clientId)

  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url)
    socket.binaryType = 'arraybuffer'
    const refused = () => void whyRefused().then(reject)
    socket.addEventListener('close', refused)
    socket.addEventListener('open', () => {
      socket.removeEventListener('close', refused)
      resolve(channelOf(socket))
    })
  })
}

/** A socket that is refused does not tell why; a plain request does. */
async function whyRefused(): Promise<Error> {
  const refused = new Error('The socket was refused or closed while opening.')
  try {
    const { status } = await fetch('/', { method: 'HEAD', cache: 'no-store' })
    return status === 401 ? new ShutOut('Sluice does not let this page in.') : refused
  } catch {
    return refused
  }
}

const channelOf = (socket: WebSocket): Channel => ({
  post: (message) => {
    if (socket.readyState === WebSocket.OPEN)
      socket.send(packr.pack(message) as Uint8Array<ArrayBuffer>)
  },
  onMessage: (listener) =>
    socket.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) =>
      listener(packr.unpack(new Uint8Array(data))),
    ),
  onClose: (listener) => socket.addEventListener('close', listener),
  close: () => socket.close(),
})
