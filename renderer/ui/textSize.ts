import { readToken } from './readToken.ts'

/** Of code and data, in pixels, as the window has it now. */
export const textSize = (): number => Number.parseFloat(readToken('--text-data')) || 13

/** The token `--grid-row-height`. */
export const rowHeight = (): number => textSize() + 11

/** Tells when it changes; returns how to stop. */
export function followTextSize(onChange: (size: number) => void): () => void {
  let known = textSize()
  const observer = new MutationObserver(() => {
    const size = textSize()
    if (size !== known) onChange((known = size))
  })
  observer.observe(document.documentElement, { attributeFilter: ['style'] })
  return () => observer.disconnect()
}
