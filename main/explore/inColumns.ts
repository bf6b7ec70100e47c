/** Lines of text whose cells stand below one another. */
export function inColumns(lines: readonly (readonly string[])[], indent = ''): string {
  const widths: number[] = []
  for (const line of lines)
    line.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, cell.length)))
  return lines
    .map((line) => indent + line.map((cell, at) => cell.padEnd(widths[at]!)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('')
}

/** `1 row`, `12,000 rows`. */
export const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`
