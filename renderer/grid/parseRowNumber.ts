/** A row that was typed: `1,204`, `-1` for the last, `50%`; null where there is no such row. */
export function parseRowNumber(typed: string, rowCount: number): number | null {
  const plain = typed.replaceAll(/[\s,._']/g, '')
  const share = /^(\d{1,3})%$/.exec(plain)
  if (share) return within(Math.max(1, Math.round((Number(share[1]) * rowCount) / 100)), rowCount)
  if (!/^-?\d{1,15}$/.test(plain)) return null
  const number = Number(plain)
  return within(number < 0 ? rowCount + 1 + number : number, rowCount)
}

const within = (number: number, rowCount: number): number | null =>
  number >= 1 && number <= rowCount ? number : null
