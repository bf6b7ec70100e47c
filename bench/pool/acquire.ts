/** Acquire and release without a server behind and nobody else who asks: what a pool itself costs. */
import { type Contender, newPeer, ourPool, peerNames } from '../poolPeers.ts'
import { isSmall, median, report } from '../report.ts'

const ROUNDS = isSmall ? 3 : 9
const TURNS = isSmall ? 2_000 : 200_000
const size = { min: 0, max: 10, connectMs: 0 }

/** Nanoseconds a turn of acquire and release. */
async function measure<T>({ acquire, release }: Contender<T>): Promise<number> {
  const startedAtMs = performance.now()
  for (let done = 0; done < TURNS; done++) release(await acquire())
  return ((performance.now() - startedAtMs) * 1e6) / TURNS
}

const contenders = {
  ours: ourPool(size) as Contender<unknown>,
  ...Object.fromEntries(peerNames.map((name) => [name, newPeer(name, size)])),
}
const nanoseconds: Record<string, number[]> = {}
for (let round = 0; round <= ROUNDS; round++)
  for (const [name, contender] of Object.entries(contenders)) {
    const measured = await measure(contender)
    // The first round is to warm up.
    if (round > 0) (nanoseconds[name] ??= []).push(measured)
  }
await Promise.all(Object.values(contenders).map(({ end }) => end()))

const value = Math.round(median(nanoseconds.ours!))
for (const peer of peerNames) {
  const peerValue = Math.round(median(nanoseconds[peer]!))
  const figure = { bench: 'pool/acquire', case: 'uncontended', value, unit: 'ns', peer, peerValue }
  report(figure, { isLessBetter: true })
}
