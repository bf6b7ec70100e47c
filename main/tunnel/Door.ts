import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** A port of this machine, on the loopback only, from which streams lead on to an address beyond. */
export class Door {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  readonly port: number
  /** How many streams lead through it. */
  get count(): number {
    return this.#sockets.size
  }

  private constructor(server: Server, sockets: Set<Socket>) {
    this.#server = server
    this.#sockets = sockets
    this.port = (server.address() as AddressInfo).port
  }

  /** `lead` gives the other end of each stream; where it fails, the socket is cut. */
  static async open(lead: () => Promise<Duplex>, onChange: () => void): Promise<Door> {
    const sockets = new Set<Socket>()
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.once('close', () => {
        sockets.delete(socket)
        onChange()
      })
      lead().then(
        (beyond) => join(socket, beyond),
        () => socket.destroy(),
      )
    })
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(0, '127.0.0.1', resolve)
    })
    return new Door(server, sockets)
  }

  close(): void {
    this.#server.close()
    for (const socket of this.#sockets) socket.destroy()
  }
}

/** Either end's end is passed on; when one is gone, so is the other. */
function join(socket: Socket, beyond: Duplex): void {
  beyond.on('error', () => {})
  beyond.once('close', () => socket.destroy())
  socket.once('close', () => beyond.destroy())
  if (socket.destroyed) beyond.destroy()
  socket.pipe(beyond)
  beyond.pipe(socket)
}
