const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,9}))?$/i
const INFINITY = /^([+-]?)inf(?:inity)?$/i
/** Makes exponents positive and of one length. */
const EXPONENT_BASE = 5_000_000_000

/**
 * Text that sorts, byte by byte, as the number does that is written in `text`, with any number of
 * digits; equal numbers have equal keys, whatever their form (`1.50`, `15e-1`). Null where it is no
 * number. As in PostgreSQL, NaN equals itself and is above all others.
 */
export function numberKey(text: string): string | null {
  if (/^nan$/i.test(text)) return '8'
  const infinity = INFINITY.exec(text)
  if (infinity) return infinity[1] === '-' ? '3' : '7'
  const parts = NUMBER.exec(text)
  if (!parts) return null
  const [, sign, whole = '', fraction = '', exponentText = '0'] = parts
  if (whole === '' && fraction === '') return null
  const digits = (whole + fraction).replace(/^0+/, '')
  const leadingZeros = whole.length + fraction.length - digits.length
  const significant = digits.replace(/0+$/, '')
  if (significant === '') return '5'
  const exponent = EXPONENT_BASE + whole.length - leadingZeros + Number(exponentText)
  const key = String(exponent).padStart(10, '0') + significant
  return sign === '-' ? `4${complement(key)}:` : `6${key}`
}

/** Turns the order around; the mark after it, above all digits, puts the longer one first. */
const complement = (digits: string): string =>
  digits.replaceAll(/\d/g, (digit) => String(9 - Number(digit)))
