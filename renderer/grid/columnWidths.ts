export type WidthSample = {
  readonly name: string
  /** The type's name, which stands beside it. */
  readonly detail: string
  /** Texts of the first rows. */
  readonly texts: readonly string[]
}

const MAX_WIDTH = 360
/** Space left and right of a cell's text. */
const PADDING = 20
/** Room for a short type (`INTEGER`), or for the marks of sorting and filtering. */
const HEADER_GAP = 56
/** Types up to this many characters, such as `numeric(10,2)`, stand there whole. */
const WHOLE_DETAIL = 14
/** Advance of a letter of the type's name, which is smaller than data. */
const DETAIL_CHARACTER_WIDTH = 6.4
/** Rows further down tend to be longer than the first. */
const SPARE_CHARACTERS = 3

/**
 * Width in pixels that shows a column's name and most of its first values, within bounds: a long
 * text must not push all else out of sight, nor does the long name of a type, which is cut. `characterWidth` is that of the monospaced data font.
 */
export function columnWidth({ name, detail, texts }: WidthSample, characterWidth: number): number {
  const shown = detail.length <= WHOLE_DETAIL ? detail.length * DETAIL_CHARACTER_WIDTH : 0
  const header = cells(name) * characterWidth + Math.max(HEADER_GAP, shown)
  const content = texts.reduce((widest, text) => Math.max(widest, cells(firstLine(text))), 0)
  const width = Math.max(header, (content + SPARE_CHARACTERS) * characterWidth) + PADDING
  return Math.round(Math.min(MAX_WIDTH, width))
}

const firstLine = (text: string): string => text.slice(0, 80).split('\n', 1)[0] ?? ''

/** East Asian wide characters take two cells. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g

const cells = (text: string): number => text.length + (text.match(WIDE)?.length ?? 0)
