const CHARACTER = 7
const LEAST = 24

/** Room right of a chart for the half of a label that stands at the end of its axis, in pixels. */
export const axisEndRoom = (label: string): number =>
  Math.max(LEAST, Math.ceil((label.length * CHARACTER) / 2) + 4)
