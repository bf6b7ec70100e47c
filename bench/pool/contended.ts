/**
 * 200 users on 10 connections, each held for a millisecond: how close to a queue that costs nothing,
 * and how evenly they wait.
 */
import { type Contender, newPeer, ourPool, pause, peerNames } from '../poolPeers.ts'
import { isSmall, median, report } from '../report.ts'

const CONNECTIONS = 10
const USERS = 200
const HOLD_MS = 1
const ROUNDS = isSmall ? 1 : 7
const TURNS_EACH = isSmall ? 3 : 40

type Run = { turnsPerSecond: number; waitP99Ms: number }

async function measure<T>({ acquire, release }: Contender<T>): Promise<Run> {
  const waitsMs: number[] = []
  const user = async () => {
    for (let turn = 0; turn < TURNS_EACH; turn++) {
      const askedAtMs = performance.now()
      const borrowed = await acquire()
      waitsMs.push(performance.now() - askedAtMs)
      await pause(HOLD_MS)
      release(borrowed)
    }
  }
  const startedAtMs = performance.now()
  await Promise.all(Array.from({ length: USERS }, user))
  const elapsedMs = performance.now() - startedAtMs
  waitsMs.sort((a, b) => a - b)
  return {
    turnsPerSecond: (USERS * TURNS_EACH) / (elapsedMs / 1_000),
    waitP99Ms: waitsMs[Math.floor(waitsMs.length * 0.99)]!,
  }
}

/** What no pool can do better: every connection held without a pause, by ten users and no queue. */
async function measureIdealRate(): Promise<number> {
  const turns = (USERS * TURNS_EACH) / CONNECTIONS
  const connection = async () => {
    for (let turn = 0; turn < turns; turn++) await pause(HOLD_MS)
  }
  const startedAtMs = performance.now()
  await Promise.all(Array.from({ length: CONNECTIONS }, connection))
  return (CONNECTIONS * turns) / ((performance.now() - startedAtMs) / 1_000)
}

/** First come, first served, and nothing else. */
function plainQueue(): Contender<number> {
  const free = Array.from({ length: CONNECTIONS }, (_, index) => index)
  const waiting: ((connection: number) => void)[] = []
  return {
    acquire: () => {
      const connection = free.pop()
      if (connection !== undefined) return Promise.resolve(connection)
      return new Promise((resolve) => void waiting.push(resolve))
    },
    release: (connection) => {
      const next = waiting.shift()
      if (next) next(connection)
      else free.push(connection)
    },
    total: () => CONNECTIONS,
    end: () => Promise.resolve(),
  }
}

const size = { min: 0, max: CONNECTIONS, connectMs: 0 }
const contenders: Record<string, Contender<unknown>> = {
  ours: ourPool(size) as Contender<unknown>,
  'FIFO ideal': plainQueue() as Contender<unknown>,
  ...Object.fromEntries(peerNames.map((name) => [name, newPeer(name, size)])),
}
const runs: Record<string, Run[]> = {}
const idealRates: number[] = []
for (let round = 0; round <= ROUNDS; round++) {
  const idealRate = await measureIdealRate()
  if (round > 0) idealRates.push(idealRate)
  for (const [name, contender] of Object.entries(contenders)) {
    const run = await measure(contender)
    if (round > 0) (runs[name] ??= []).push(run)
  }
}
await Promise.all(Object.values(contenders).map(({ end }) => end()))

const rate = (name: string) =>
  Math.round(median(runs[name]!.map(({ turnsPerSecond }) => turnsPerSecond)))
const wait = (name: string) =>
  Number(median(runs[name]!.map(({ waitP99Ms }) => waitP99Ms)).toFixed(2))
const bench = 'pool/contended'
const throughput = { bench, case: 'throughput', value: rate('ours'), unit: 'leases/s' }
report(
  { ...throughput, peer: 'ideal', peerValue: Math.round(median(idealRates)) },
  { isLessBetter: false },
)
for (const peer of peerNames)
  report({ ...throughput, peer, peerValue: rate(peer) }, { isLessBetter: false })
const waiting = { bench, case: 'wait, p99', value: wait('ours'), unit: 'ms' }
for (const peer of ['FIFO ideal', ...peerNames])
  report({ ...waiting, peer, peerValue: wait(peer) }, { isLessBetter: true })
