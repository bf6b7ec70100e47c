/** How a figure grew over its samples, by the straight line that fits them best. */
export function growthOf(samples: readonly number[]): number {
  const count = samples.length
  if (count < 2) return 0
  const middle = (count - 1) / 2
  const mean = samples.reduce((sum, value) => sum + value, 0) / count
  let covariance = 0
  let variance = 0
  for (const [index, value] of samples.entries()) {
    covariance += (index - middle) * (value - mean)
    variance += (index - middle) ** 2
  }
  return (covariance / variance) * (count - 1)
}
