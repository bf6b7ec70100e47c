const STEPS = [1, 2, 3, 4, 5, 6, 8, 10]
const EVEN_STEPS = [1, 2, 4, 6, 8, 10]

/**
 * The upper end of an axis that holds `highest`, round enough that its half is round too. At least 1,
 * so that small values stay small to the eye.
 */
export function axisTop(highest: number, { isWhole }: { isWhole: boolean }): number {
  if (highest <= 1) return 1
  const power = 10 ** Math.floor(Math.log10(highest))
  const steps = isWhole && power === 1 ? EVEN_STEPS : STEPS
  const step = steps.find((candidate) => candidate * power >= highest) ?? 10
  return step * power
}

/** Bottom, middle and top; for a count of one there is no middle. */
export const axisTicks = (top: number, { isWhole }: { isWhole: boolean }): number[] =>
  isWhole && top % 2 === 1 ? [0, top] : [0, top / 2, top]
