import { Packr } from 'msgpackr'
import type { RawData, WebSocket } from 'ws'
import type { RpcChannel } from '../../rpc/createServer.ts'

/** A window this far behind with reading is not coming back to it. */
const LARGEST_BACKLOG_BYTES = 256 * 1024 * 1024

/** Plain maps, since the window's reader must do without `eval`; bigints cross as 64-bit integers. */
const packr = new Packr({ useRecords: false })

/** Carries messages over a WebSocket as msgpack: bytes stay bytes, 64-bit integers stay exact. */
export function socketChannel(socket: WebSocket): RpcChannel {
  return {
    post(message) {
      if (socket.readyState !== socket.OPEN) return
      if (socket.bufferedAmount > LARGEST_BACKLOG_BYTES) socket.terminate()
      else socket.send(packr.pack(message))
    },
    onMessage(listener) {
      const read = (data: RawData, isBinary: boolean) => {
        try {
          if (!isBinary) throw new TypeError('Not msgpack.')
          listener(packr.unpack(data as Buffer))
        } catch {
          // 1007: invalid payload data. Nothing of ours sends it.
          socket.close(1007)
        }
      }
      socket.on('message', read)
      return () => socket.off('message', read)
    },
  }
}
