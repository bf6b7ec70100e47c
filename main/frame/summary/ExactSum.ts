/** A number as `unscaled` ÷ 10 to the power of `scale`. */
export type Exact = { readonly unscaled: bigint; readonly scale: number }

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/

/** A decimal number of any length; null where the text is none, such as `NaN`. */
export function parseExact(text: string): Exact | null {
  const parts = NUMBER.exec(text)
  if (!parts) return null
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts
  if (whole === '' && fraction === '') return null
  const digits = BigInt(whole + fraction)
  const scale = fraction.length - Number(exponent)
  const unscaled = sign === '-' ? -digits : digits
  return scale >= 0 ? { unscaled, scale } : { unscaled: unscaled * power(-scale), scale: 0 }
}

export const power = (exponent: number): bigint => 10n ** BigInt(exponent)

/** Negative, zero or positive, as of `a - b`. */
export function compareExact(a: Exact, b: Exact): number {
  const scale = Math.max(a.scale, b.scale)
  const difference = rescale(a, scale) - rescale(b, scale)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export function addExact(a: Exact, b: Exact): Exact {
  const scale = Math.max(a.scale, b.scale)
  return { unscaled: rescale(a, scale) + rescale(b, scale), scale }
}

/** Digits of a mean beyond those of the values. */
const EXTRA_PLACES = 10

/** `sum` ÷ `count`, rounded half away from zero at ten places more than the sum has. */
export function meanOf({ unscaled, scale }: Exact, count: number): Exact {
  const divisor = BigInt(count)
  const scaled = unscaled * power(EXTRA_PLACES)
  const half = (scaled < 0n ? -divisor : divisor) / 2n
  return withoutZeros({ unscaled: (scaled + half) / divisor, scale: scale + EXTRA_PLACES }, scale)
}

/** Drops zeros at the end, down to `places`. */
function withoutZeros({ unscaled, scale }: Exact, places: number): Exact {
  let [value, at] = [unscaled, scale]
  while (at > places && value % 10n === 0n) {
    value /= 10n
    at--
  }
  return { unscaled: value, scale: at }
}

const rescale = ({ unscaled, scale }: Exact, to: number): bigint =>
  scale === to ? unscaled : unscaled * power(to - scale)
