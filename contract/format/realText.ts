/** The shortest text that reads back as the same 64-bit number. */
export const float64Text = (value: number): string => (Object.is(value, -0) ? '-0' : String(value))

/** The shortest text that reads back as the same 32-bit number: `0.1`, not `0.10000000149011612`. */
export function float32Text(value: number): string {
  if (!Number.isFinite(value) || value === 0) return float64Text(value)
  // Nine digits tell all 32-bit numbers apart; most need fewer.
  for (let digits = 1; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits))
    if (Math.fround(rounded) === value) return String(rounded)
  }
  return String(Number(value.toPrecision(9)))
}

/** SQLite writes numbers of up to 17 digits before the point without an exponent. */
const SQLITE_LARGEST_EXPONENT = 16
const SQLITE_SMALLEST_EXPONENT = -4

/**
 * A REAL in the layout of the sqlite3 shell (`1.0`, `1.0e+20`, `1.5e-05`, `Inf`), with as many digits
 * as it takes to read back the same number.
 */
export function sqliteRealText(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? 'Inf' : '-Inf'
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0'
  const [mantissa = '', exponentText = ''] = Math.abs(value).toExponential().split('e')
  const digits = mantissa.replace('.', '')
  const exponent = Number(exponentText)
  return (value < 0 ? '-' : '') + sqliteLayout(digits, exponent)
}

function sqliteLayout(digits: string, exponent: number): string {
  if (exponent < SQLITE_SMALLEST_EXPONENT || exponent > SQLITE_LARGEST_EXPONENT) {
    const magnitude = String(Math.abs(exponent)).padStart(2, '0')
    return `${digits[0]}.${digits.slice(1) || '0'}e${exponent < 0 ? '-' : '+'}${magnitude}`
  }
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  return `${whole}.${digits.slice(exponent + 1) || '0'}`
}
