import type { CopyBuffer } from './CopyBuffer.ts'

/** Binary form of `numeric`, the reverse of `columns/numeric.ts`. */

const NEGATIVE = 0x4000
const SPECIAL_SIGNS: Readonly<Record<string, number>> = {
  nan: 0xc000,
  infinity: 0xd000,
  '+infinity': 0xd000,
  inf: 0xd000,
  '-infinity': 0xf000,
  '-inf': 0xf000,
}
const HEADER_BYTES = 8
const GROUP = 4
const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/
const LARGEST_SAFE = BigInt(Number.MAX_SAFE_INTEGER)

/** `unscaled` ÷ 10 to the power of `scale`; the cell keeps all places of the scale. */
export function writeDecimal(out: CopyBuffer, unscaled: bigint, scale: number): void {
  const isNegative = unscaled < 0n
  const magnitude = isNegative ? -unscaled : unscaled
  if (magnitude <= LARGEST_SAFE && scale <= 8)
    writeSmall(out, Number(magnitude), { scale, isNegative })
  else {
    const digits = String(magnitude).padStart(scale + 1, '0')
    const pointAt = digits.length - scale
    writeDigits(out, {
      whole: digits.slice(0, pointAt),
      fraction: digits.slice(pointAt),
      isNegative,
    })
  }
}

/** A number as text; false: the text is none. */
export function writeNumericText(out: CopyBuffer, text: string): boolean {
  const special = SPECIAL_SIGNS[text.toLowerCase()]
  if (special !== undefined) {
    out.startCell(HEADER_BYTES)
    writeHeader(out, { groups: 0, weight: 0, sign: special, scale: 0 })
    return true
  }
  const match = DECIMAL.exec(text)
  const [, sign, whole = '', fraction = '', exponent = '0'] = match ?? []
  if (!match || (whole === '' && fraction === '')) return false
  const moved = movePoint(whole, fraction, Number(exponent))
  writeDigits(out, { ...moved, isNegative: sign === '-' })
  return true
}

function movePoint(
  whole: string,
  fraction: string,
  by: number,
): { whole: string; fraction: string } {
  if (by === 0) return { whole, fraction }
  if (by > 0) {
    const padded = fraction.padEnd(by, '0')
    return { whole: whole + padded.slice(0, by), fraction: padded.slice(by) }
  }
  const padded = whole.padStart(-by, '0')
  const cut = padded.length + by
  return { whole: padded.slice(0, cut), fraction: padded.slice(cut) + fraction }
}

const POWERS_OF_TEN = Array.from({ length: 9 }, (_, exponent) => 10 ** exponent)

/** At most 15 or 16 digits with up to 8 places: two groups behind the point, four before. */
function writeSmall(
  out: CopyBuffer,
  magnitude: number,
  { scale, isNegative }: { scale: number; isNegative: boolean },
): void {
  const whole = Math.floor(magnitude / POWERS_OF_TEN[scale]!)
  const places = (magnitude - whole * POWERS_OF_TEN[scale]!) * POWERS_OF_TEN[8 - scale]!
  const groups = [
    Math.floor(whole / 1e12),
    Math.floor(whole / 1e8) % 10_000,
    Math.floor(whole / 10_000) % 10_000,
    whole % 10_000,
    Math.floor(places / 10_000),
    places % 10_000,
  ]
  let first = 0
  let last = groups.length
  while (first < last && groups[first] === 0) first++
  while (last > first && groups[last - 1] === 0) last--
  const count = last - first
  out.startCell(HEADER_BYTES + count * 2)
  const sign = isNegative && count > 0 ? NEGATIVE : 0
  writeHeader(out, { groups: count, weight: count === 0 ? 0 : 3 - first, sign, scale })
  for (let index = first; index < last; index++) {
    out.view.setInt16(out.used, groups[index]!)
    out.used += 2
  }
}

function writeDigits(
  out: CopyBuffer,
  { whole, fraction, isNegative }: { whole: string; fraction: string; isNegative: boolean },
): void {
  const before = whole.replace(/^0+/, '')
  const wholeGroups = Math.ceil(before.length / GROUP)
  const digits =
    before.padStart(wholeGroups * GROUP, '0') +
    fraction.padEnd(Math.ceil(fraction.length / GROUP) * GROUP, '0')
  let first = 0
  let last = digits.length / GROUP
  const groupAt = (index: number) => Number(digits.slice(index * GROUP, index * GROUP + GROUP))
  while (first < last && groupAt(first) === 0) first++
  while (last > first && groupAt(last - 1) === 0) last--
  const count = last - first
  out.startCell(HEADER_BYTES + count * 2)
  writeHeader(out, {
    groups: count,
    weight: count === 0 ? 0 : wholeGroups - 1 - first,
    sign: isNegative && count > 0 ? NEGATIVE : 0,
    scale: fraction.length,
  })
  for (let index = first; index < last; index++) {
    out.view.setInt16(out.used, groupAt(index))
    out.used += 2
  }
}

function writeHeader(
  out: CopyBuffer,
  { groups, weight, sign, scale }: { groups: number; weight: number; sign: number; scale: number },
): void {
  const { view, used } = out
  view.setInt16(used, groups)
  view.setInt16(used + 2, weight)
  view.setUint16(used + 4, sign)
  view.setInt16(used + 6, scale)
  out.used += HEADER_BYTES
}
