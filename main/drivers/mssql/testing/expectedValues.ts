import { rowsOf, type CollectedResult } from '../../testing/CollectingSink.ts'

/** Results as the driver gave them beside what was expected, both in the same words. */
export function shownResults(
  results: readonly CollectedResult[],
  expected: readonly (readonly (readonly unknown[])[])[],
): { shown: (string | null)[][][]; asExpected: (string | null)[][][] } {
  const shown = results.map(rowsOf)
  const asExpected = expected.map((rows, result) =>
    rows.map((row, index) =>
      row.map((value, column) => inTheWordsOf(shown[result]?.[index]?.[column] ?? null, value)),
    ),
  )
  return { shown, asExpected }
}

/** Numbers are told apart by value, dates by their digits; everything else has one notation. */
function inTheWordsOf(text: string | null, value: unknown): string | null {
  if (value === null) return null
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number')
    return text !== null && Object.is(Number(text), value) ? text : String(value)
  if (typeof value === 'object') return `0x${(value as { $hex: string }).$hex}`
  const written = value as string
  if (/^\d{4}-\d\d-\d\dT/.test(written) || /^\d\d:\d\d:\d\d/.test(written)) return dateText(written)
  return written
}

const dateText = (written: string): string =>
  written
    .replace('T', ' ')
    .replace(/(:\d\d)\.0+(?!\d)/, '$1')
    .replace(/(\.\d*?[1-9])0+(?!\d)/, '$1')
    .replace(/(?<=\d)([+-]\d\d:\d\d)$/, ' $1')
    .replace(/Z$/, '')
