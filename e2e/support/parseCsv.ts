/** Rows of a CSV text as RFC 4180 has it; CRLF and LF both end a row. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    const [field, end] = text[at] === '"' ? quotedField(text, at) : plainField(text, at)
    row.push(field)
    at = end
    if (text[at] === ',') {
      at++
      if (at === text.length) row.push('')
      continue
    }
    at += text.startsWith('\r\n', at) ? 2 : 1
    rows.push(row)
    row = []
  }
  if (row.length > 0) rows.push(row)
  return rows
}

function plainField(text: string, from: number): [string, number] {
  let end = from
  while (end < text.length && !',\r\n'.includes(text[end]!)) end++
  return [text.slice(from, end), end]
}

function quotedField(text: string, from: number): [string, number] {
  let field = ''
  for (let at = from + 1; ;) {
    const quote = text.indexOf('"', at)
    if (quote < 0) throw new Error(`The quote at ${from} is not closed`)
    field += text.slice(at, quote)
    if (text[quote + 1] !== '"') return [field, quote + 1]
    field += '"'
    at = quote + 2
  }
}
