/** The points of a small line for an SVG `polyline`, newest at the right end, `top` at the upper. */
export function sparkline(
  values: readonly number[],
  { width, height, top, mostValues = 30 }: SparklineOptions,
): string {
  const shown = values.slice(-mostValues)
  const step = width / (mostValues - 1)
  const firstX = width - step * (shown.length - 1)
  return shown
    .map((value, index) => {
      const share = Math.max(0, Math.min(1, value / top))
      return `${round(firstX + step * index)},${round(height - 1 - share * (height - 2))}`
    })
    .join(' ')
}

export type SparklineOptions = { width: number; height: number; top: number; mostValues?: number }

const round = (pixels: number) => Math.round(pixels * 10) / 10
