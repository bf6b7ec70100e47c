/** Who opens a table came for its rows: its statement takes a few lines, until the user says otherwise. */
const USUAL_SIZES = { script: '45%', rows: 88 } as const
/** Of little room the editor of a script has more: three lines are to be seen at a zoom of 400 %, above its toolbar. */
const NARROW_SCRIPT = '65%'

type Shown = {
  readonly kind: keyof typeof USUAL_SIZES
  readonly isBeside: boolean
  readonly isNarrow: boolean
  /** What the user made of it in a wide window. */
  readonly percent: number | undefined
}

/** How much of a tab its editor has: pixels as a number, or a share. */
export function editorSizeOf({ kind, isBeside, isNarrow, percent }: Shown): number | string {
  if (isBeside) return USUAL_SIZES.script
  if (isNarrow) return kind === 'rows' ? USUAL_SIZES.rows : NARROW_SCRIPT
  return percent === undefined ? USUAL_SIZES[kind] : `${percent}%`
}
