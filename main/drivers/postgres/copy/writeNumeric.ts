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

/** `unscaled` ÷ 10 to the power of `scale`; the cell keeps all places of the scale. */
export function writeDecimal(out: CopyBuffer, unscaled: bigint, scale: number): void {
  const isNegative = unscaled < 0n
  const magnitude = isNegative ? -unscaled : unscaled
  const digits = String(magnitude).padStart(scale + 1, '0')
  const pointAt = digits.length - scale
  writeDigits(out, {
    whole: digits.slice(0, pointAt),
    fraction: digits.slice(pointAt),
    isNegative,
  })
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

export const MAX_SMALL_SCALE = 8
const POWERS_OF_TEN = Array.from({ length: MAX_SMALL_SCALE + 1 }, (_, exponent) => 10 ** exponent)

/** Of the number being written. */
const smallGroups = new Int16Array(6)

/**
 * The same for a safe integer of up to `MAX_SMALL_SCALE` places, and quicker: two groups behind the
 * point, four before.
 */
export function writeSmallDecimal(out: CopyBuffer, unscaled: number, scale: number): void {
  const magnitude = Math.abs(unscaled)
  const whole = Math.floor(magnitude / POWERS_OF_TEN[scale]!)
  const places = (magnitude - whole * POWERS_OF_TEN[scale]!) * POWERS_OF_TEN[8 - scale]!
  const upper = Math.floor(whole / 1e8)
  const lower = whole - upper * 1e8
  smallGroups[0] = upper / 10_000
  smallGroups[1] = upper % 10_000
  smallGroups[2] = lower / 10_000
  smallGroups[3] = lower % 10_000
  smallGroups[4] = places / 10_000
  smallGroups[5] = places % 10_000
  let first = 0
  let last = 6
  while (first < last && smallGroups[first] === 0) first++
  while (last > first && smallGroups[last - 1] === 0) last--
  const count = last - first
  out.startCell(HEADER_BYTES + count * 2)
  const sign = unscaled < 0 ? NEGATIVE : 0
  writeHeader(out, { groups: count, weight: count === 0 ? 0 : 3 - first, sign, scale })
  for (let index = first; index < last; index++) {
    out.view.setInt16(out.used, smallGroups[index]!)
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
