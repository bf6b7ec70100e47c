/** `--json`: one object a line; `--small`: sizes that only show that a benchmark works. */
export const isSmall = process.argv.includes('--small')
const isJson = process.argv.includes('--json')

export type Figure = {
  bench: string
  case: string
  value: number
  unit: string
  peer: string
  peerValue: number
}

/** Prints a figure beside its peer's of the same run. The ratio is above 1 where ours is better. */
export function report(figure: Figure, { isLessBetter }: { isLessBetter: boolean }): void {
  const { value, peerValue } = figure
  const quotient = isLessBetter ? peerValue / value : value / peerValue
  const ratio = Number(quotient.toFixed(2))
  if (isJson) console.log(JSON.stringify({ ...figure, ratio }))
  else
    console.log(
      `${figure.bench}, ${figure.case}: ${value} ${figure.unit}, ` +
        `${figure.peer} ${peerValue} ${figure.unit}, ratio ${ratio}`,
    )
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]!
}

/**
 * Milliseconds of each work, medians of as many rounds as are asked for: in turns, after one round
 * that only warms up. A work that measures itself gives its own time.
 */
export async function medianMs<K extends string>(
  rounds: number,
  works: Record<K, () => Promise<number | void>>,
): Promise<Record<K, number>> {
  const names = Object.keys(works) as K[]
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<
    K,
    number[]
  >
  for (let round = 0; round <= rounds; round++)
    for (const name of names) {
      const startedAtMs = performance.now()
      const ownMs = await works[name]()
      if (round > 0) times[name].push(ownMs ?? performance.now() - startedAtMs)
    }
  return Object.fromEntries(names.map((name) => [name, median(times[name])])) as Record<K, number>
}

export const perSecond = (count: number, elapsedMs: number): number =>
  Math.round((count * 1_000) / elapsedMs)
