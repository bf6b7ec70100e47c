import { sqliteRealText } from './realText.ts'

const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i
const WHOLE = /^\s*[+-]?\d+\s*$/
const INT64 = 2n ** 63n

/**
 * A number in the form in which a column of SQLite's numeric affinity keeps it: a whole number of 64
 * bits, else a real (https://www.sqlite.org/datatype3.html, 3). What is no number stays as it is.
 */
export function keptNumber(text: string): string {
  if (!NUMBER.test(text)) return text
  if (WHOLE.test(text)) {
    const whole = BigInt(text.trim().replace('+', ''))
    if (whole >= -INT64 && whole < INT64) return String(whole)
  }
  const real = Number(text)
  if (!Number.isInteger(real)) return sqliteRealText(real)
  const whole = BigInt(real)
  // Both ends are left out, as the numbers next to them would be.
  return whole > -INT64 && whole < INT64 - 1n ? String(whole) : sqliteRealText(real)
}
