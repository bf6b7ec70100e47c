import type { ProfileColour } from '../../../contract/profilePlace.ts'

/** Where the palette's colours stand on the wheel, in degrees. */
const HUES: readonly (readonly [colour: ProfileColour, hue: number])[] = [
  ['red', 356],
  ['orange', 30],
  ['yellow', 52],
  ['green', 130],
  ['teal', 182],
  ['blue', 218],
  ['purple', 272],
]
/** With less colour in it than this, 0–1, it is seen as grey. */
const LEAST_CHROMA = 0.12

type Rgb = readonly [red: number, green: number, blue: number]

/** The palette’s colour that is most like one of another program; `none` where it cannot be read. */
export function nearestColour(written: string | undefined): ProfileColour {
  const text = written?.trim().toLowerCase() ?? ''
  const named = HUES.find(([colour]) => colour === text)
  if (named) return named[0]
  const rgb = readColour(text)
  if (!rgb) return 'none'
  const { hue, chroma } = wheelOf(rgb)
  if (chroma < LEAST_CHROMA) return 'grey'
  const turnTo = (other: number) => Math.min(Math.abs(hue - other), 360 - Math.abs(hue - other))
  return HUES.toSorted(([, a], [, b]) => turnTo(a) - turnTo(b))[0]![0]
}

/** `r,g,b` as DBeaver writes it, or `#rrggbb` as the others do. */
function readColour(written: string): Rgb | null {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/.exec(written)
  if (hex) return hex.slice(1, 4).map((part) => parseInt(part, 16)) as unknown as Rgb
  const decimal = /^(\d{1,3}),(\d{1,3}),(\d{1,3})$/.exec(written.replaceAll(' ', ''))
  return decimal ? (decimal.slice(1, 4).map(Number) as unknown as Rgb) : null
}

function wheelOf([red, green, blue]: Rgb): { hue: number; chroma: number } {
  const most = Math.max(red, green, blue)
  const spread = most - Math.min(red, green, blue)
  if (spread === 0) return { hue: 0, chroma: 0 }
  const turn =
    most === red
      ? (green - blue) / spread
      : most === green
        ? 2 + (blue - red) / spread
        : 4 + (red - green) / spread
  return { hue: (turn * 60 + 360) % 360, chroma: spread / 255 }
}
