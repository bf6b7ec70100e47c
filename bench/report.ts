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
