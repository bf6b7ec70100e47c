import type { WebSocket } from 'ws'
import type { Clock } from '../../clock.ts'

/** A page behind a tunnel that broke, or on a computer asleep, is noticed within two of these. */
const PING_EVERY_MS = 15_000

/** Pings the window, and cuts the socket when no answer came before the next ping. */
export function keepAlive(socket: WebSocket, clock: Clock): void {
  let isAnswered = true
  let cancel = () => {}
  const ping = () => {
    if (!isAnswered) return socket.terminate()
    isAnswered = false
    socket.ping()
    cancel = clock.setTimer(ping, PING_EVERY_MS)
  }
  socket.on('pong', () => {
    isAnswered = true
  })
  socket.once('close', () => cancel())
  cancel = clock.setTimer(ping, PING_EVERY_MS)
}
