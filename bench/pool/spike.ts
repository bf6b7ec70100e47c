/**
 * HikariCP's spike: five connections idle, fifty requests of 2 ms at once, and 150 ms to open another
 * connection. Whoever opens one for each request opens them in vain.
 */
import { type Contender, newPeer, ourPool, pause, peerNames } from '../poolPeers.ts'
import { isSmall, median, report } from '../report.ts'

const REQUESTS = 50
const QUERY_MS = 2
const ROUNDS = isSmall ? 1 : 7
const size = { min: 5, max: 50, connectMs: 150 }

type Run = { elapsedMs: number; total: number }

async function measure(newContender: () => Contender<unknown>): Promise<Run> {
  const { acquire, release, total, end } = newContender()
  const warm = await Promise.all(Array.from({ length: size.min }, acquire))
  for (const borrowed of warm) release(borrowed)
  const request = async () => {
    const borrowed = await acquire()
    await pause(QUERY_MS)
    release(borrowed)
  }
  const startedAtMs = performance.now()
  await Promise.all(Array.from({ length: REQUESTS }, request))
  const elapsedMs = performance.now() - startedAtMs
  await pause(size.connectMs * 2)
  const run = { elapsedMs, total: total() }
  await end()
  return run
}

/** The five connections without a pause, one query after the other. */
async function measureIdealMs(): Promise<number> {
  const connection = async () => {
    for (let query = 0; query < REQUESTS / size.min; query++) await pause(QUERY_MS)
  }
  const startedAtMs = performance.now()
  await Promise.all(Array.from({ length: size.min }, connection))
  return performance.now() - startedAtMs
}

const makers: Record<string, () => Contender<unknown>> = {
  ours: () => ourPool(size) as Contender<unknown>,
  ...Object.fromEntries(peerNames.map((name) => [name, () => newPeer(name, size)])),
}
const runs: Record<string, Run[]> = {}
const idealsMs: number[] = []
for (let round = 0; round < ROUNDS; round++) {
  idealsMs.push(await measureIdealMs())
  for (const [name, newContender] of Object.entries(makers))
    (runs[name] ??= []).push(await measure(newContender))
}

const elapsed = (name: string) => Number(median(runs[name]!.map((run) => run.elapsedMs)).toFixed(1))
const total = (name: string) => median(runs[name]!.map((run) => run.total))
const bench = 'pool/spike'
const time = { bench, case: 'all served', value: elapsed('ours'), unit: 'ms' }
report(
  { ...time, peer: 'ideal', peerValue: Number(median(idealsMs).toFixed(1)) },
  { isLessBetter: true },
)
for (const peer of peerNames)
  report({ ...time, peer, peerValue: elapsed(peer) }, { isLessBetter: true })
const open = { bench, case: 'connections at the end', value: total('ours'), unit: 'connections' }
for (const peer of peerNames)
  report({ ...open, peer, peerValue: total(peer) }, { isLessBetter: true })
