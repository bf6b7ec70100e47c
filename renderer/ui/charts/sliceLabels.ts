/** From the middle of the pie, in pixels; `y` grows downwards. */
export type LabelPlace = { readonly x: number; readonly y: number }

/** Between two lines of text that can be told apart. */
const LINE_HEIGHT = 15
/** Smaller slices have no label. */
const MIN_SHARE = 0.015

/**
 * Where the labels of slices stand that begin at the top and go round clockwise: each beside the middle
 * of its slice on a circle of `radius`, and moved along it where its neighbour would cover it.
 */
export function sliceLabelPlaces(values: readonly number[], radius: number): (LabelPlace | null)[] {
  const whole = values.reduce((sum, value) => sum + value, 0)
  const places: (LabelPlace | null)[] = []
  let before = 0
  for (const value of values) {
    const angle = ((before + value / 2) / whole) * 2 * Math.PI
    before += value
    const isLabelled = value / whole >= MIN_SHARE
    places.push(isLabelled ? { x: radius * Math.sin(angle), y: -radius * Math.cos(angle) } : null)
  }
  for (const side of [-1, 1]) spread(places, side, radius)
  return places
}

/** Moves labels of one side apart, downwards first and back up where that leads below the pie. */
function spread(places: (LabelPlace | null)[], side: number, radius: number): void {
  const ofSide = places
    .flatMap((place, index) => (place && place.x < 0 === side < 0 ? [{ index, y: place.y }] : []))
    .toSorted((a, b) => a.y - b.y)
  let least = -Infinity
  for (const label of ofSide) {
    label.y = Math.max(label.y, least)
    least = label.y + LINE_HEIGHT
  }
  let most = radius
  for (const label of ofSide.toReversed()) {
    label.y = Math.min(label.y, most)
    most = label.y - LINE_HEIGHT
  }
  for (const { index, y } of ofSide) {
    if (places[index]!.y !== y)
      places[index] = { x: side * Math.sqrt(Math.max(0, radius ** 2 - y ** 2)), y }
  }
}
