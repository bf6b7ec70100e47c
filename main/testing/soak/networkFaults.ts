import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from '../../pool/Pool.ts'
import type { SeededRandom } from '../../sample/SeededRandom.ts'
import type { TcpProxy, WayFault } from '../TcpProxy.ts'
import type { SoakFault } from './SoakGround.ts'

/** What befalls any way to a server. */
export function networkFaults(proxy: TcpProxy): SoakFault[] {
  const during = (name: string, fault: WayFault): SoakFault => ({
    name,
    strike: async (random: SeededRandom, _pool: Pool) => {
      proxy.fault = fault
      await sleep(random.between(500, 2_000))
      proxy.fault = {}
    },
  })
  return [
    during('latency of 50 ms', { latencyMs: 50 }),
    during('slow drip', { dripBytes: 64 }),
    during('answers cut off', { truncateAfterBytes: 20_000 }),
    { name: 'all connections reset', strike: async () => proxy.cut() },
    {
      name: 'network stalled',
      strike: async (random) => {
        proxy.stall()
        proxy.ignoreNewcomers()
        await sleep(random.between(500, 3_000))
        proxy.resume()
      },
    },
  ]
}

/** The server takes connections and answers nothing for a while. */
export const frozenServer = (server: ChildProcess): SoakFault => ({
  name: 'server frozen',
  strike: async (random) => {
    server.kill('SIGSTOP')
    await sleep(random.between(500, 2_000))
    server.kill('SIGCONT')
  },
})
