/**
 * Reads CSV character by character, as slowly and plainly as RFC 4180 states it; null where an
 * unquoted field reads `nullText`.
 */
export function parseCsv(csv: string, separator: string, nullText: string): (string | null)[][] {
  const rows: (string | null)[][] = []
  let row: (string | null)[] = []
  let at = 0
  while (at < csv.length) {
    const field = csv[at] === '"' ? quotedField(csv, at) : plainField(csv, at, separator, nullText)
    row.push(field.value)
    at = field.end
    if (csv[at] === separator) {
      at++
      if (at < csv.length) continue
    }
    if (csv[at] !== '\n') throw new Error(`A line break is missing at ${at}.`)
    rows.push(row)
    row = []
    at++
  }
  return rows
}

function quotedField(csv: string, start: number): { value: string; end: number } {
  let value = ''
  for (let at = start + 1; at < csv.length; at++) {
    if (csv[at] !== '"') value += csv[at]
    else if (csv[at + 1] === '"') value += csv[at++]
    else return { value, end: at + 1 }
  }
  throw new Error(`The quotes opened at ${start} are not closed.`)
}

function plainField(csv: string, start: number, separator: string, nullText: string) {
  let end = start
  while (csv[end] !== separator && csv[end] !== '\n') end++
  const value = csv.slice(start, end)
  return { value: value === nullText ? null : value, end }
}
