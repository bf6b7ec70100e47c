/**
 * What the double's page calls in the double's main, one JSON text at a time. `load` names one load of
 * the page: what an earlier load opened goes with it.
 */
export type PageCall = { load: string } & (
  | { kind: 'send'; channel: string; message: string }
  | { kind: 'port-message'; portId: number; message: string }
  | { kind: 'port-close'; portId: number }
)
type WithoutLoad<T> = T extends unknown ? Omit<T, 'load'> : never

/** What the double's main has the page do. */
export type PageOrder =
  | { kind: 'deliver'; channel: string; message: string; portIds: number[] }
  | { kind: 'port-message'; portId: number; message: string }

/**
 * The page's half of the double, run before the page's own scripts: gives the preload script its
 * `require('electron')` and bridges ports. Runs by its source text: it uses nothing of this file.
 */
export function pageSide(
  call: (text: string) => void,
  encode: (value: unknown) => string,
  decode: (text: string) => unknown,
): { takeOrders(orders: PageOrder[]): void; require(name: string): unknown } {
  type Script = { func: (...args: unknown[]) => unknown; args?: unknown[] }
  type Listener = (event: { ports: MessagePort[] }, message: unknown) => void
  const listeners = new Map<string, Set<Listener>>()
  const portsById = new Map<number, MessagePort>()
  const load = crypto.randomUUID()
  const tell = (pageCall: WithoutLoad<PageCall>) => call(JSON.stringify({ load, ...pageCall }))

  /** The page gets one end of a real channel; this half keeps the other. */
  function openPort(portId: number): MessagePort {
    const { port1, port2 } = new MessageChannel()
    portsById.set(portId, port1)
    port1.addEventListener('message', ({ data }) =>
      tell({ kind: 'port-message', portId, message: encode(data) }),
    )
    port1.start()
    port1.addEventListener('close', () => tell({ kind: 'port-close', portId }))
    return port2
  }

  function takeOrder(order: PageOrder): void {
    if (order.kind === 'port-message') {
      portsById.get(order.portId)?.postMessage(decode(order.message))
      return
    }
    const ports = order.portIds.map(openPort)
    for (const listener of listeners.get(order.channel) ?? [])
      listener({ ports }, decode(order.message))
  }

  const listen = (channel: string, listener: Listener) => {
    const known = listeners.get(channel) ?? new Set()
    listeners.set(channel, known.add(listener))
  }
  const electron = {
    ipcRenderer: {
      send: (channel: string, message: unknown) =>
        tell({ kind: 'send', channel, message: encode(message) }),
      on: listen,
      once: (channel: string, listener: Listener) => {
        const once: Listener = (event, message) => {
          listeners.get(channel)?.delete(once)
          listener(event, message)
        }
        listen(channel, once)
      },
    },
    contextBridge: {
      executeInMainWorld: ({ func, args = [] }: Script) => func(...args),
    },
  }
  return {
    takeOrders: (orders) => orders.forEach(takeOrder),
    require(name) {
      if (name !== 'electron') throw new Error(`A sandboxed preload script cannot load ${name}.`)
      return electron
    },
  }
}
