import { cellText, decimalText } from '../../contract/cellText.ts'
import { type Column, type ColumnType, isNumeric } from '../../contract/columns.ts'
import type { EditColumn } from '../../contract/edits.ts'
import { keptNumber } from '../../contract/format/keptNumber.ts'
import type { TextKey } from '../text/text.ts'

export type InputProblem = { readonly key: TextKey; readonly parameters: Record<string, string> }

/** The text to stage, in the form the grid shows such values in, or what is wrong with it. */
export type CheckedInput = { readonly text: string } | { readonly problem: InputProblem }

const wrong = (key: TextKey, parameters: Record<string, string> = {}): CheckedInput => ({
  problem: { key, parameters },
})

/** `zone`: where moments are shown. */
type InputRules = { readonly zone: string } & Pick<EditColumn, 'keepsNumbers'>

/** Errs on the side of the server, which knows its types best. */
export function checkInput(column: Column, typed: string, rules: InputRules): CheckedInput {
  const checked = checkTyped(column, typed, rules.zone)
  const { kind } = column.type
  if ('problem' in checked || !rules.keepsNumbers || (kind !== 'any' && kind !== 'text'))
    return checked
  return { text: keptNumber(checked.text) }
}

function checkTyped({ type, serverType }: Column, typed: string, zone: string): CheckedInput {
  const text = typed.trim()
  switch (type.kind) {
    case 'bool':
      return checkBoolean(text)
    case 'int16':
    case 'int32':
    case 'int64':
      return checkInteger(text, BITS[type.kind])
    case 'decimal':
      return checkDecimal(text, type)
    case 'float32':
    case 'float64':
      return checkReal(text, type)
    case 'date':
      return SPECIAL_MOMENT.test(text) || isDate(text) ? { text } : wrong('edits.wrongDate')
    case 'time':
      return isTime(text) ? { text: withSeconds(text) } : wrong('edits.wrongTime')
    case 'timestamp':
      return checkMoment(text, type.zone !== null, zone)
    case 'binary':
      return /^(?:0x|\\x)(?:[\da-f]{2})*$/i.test(text) ? { text } : wrong('edits.wrongBytes')
    case 'any':
      return { text: typed }
    case 'text':
      return checkText(typed, text, type.mark, serverType)
  }
}

/** Whether nothing at all can be a value, as in texts. */
export const takesEmpty = ({ type }: Column): boolean =>
  type.kind === 'any' || (type.kind === 'text' && !isNumeric(type) && !STRICT.has(type.mark ?? ''))

const STRICT = new Set(['uuid', 'json', 'bits', 'date', 'time', 'timestamp', 'interval'])
const BITS = { int16: 16n, int32: 32n, int64: 64n }

const BOOLEANS: Readonly<Record<string, string>> = {
  ...{ true: 'true', t: 'true', yes: 'true', y: 'true', on: 'true', 1: 'true' },
  ...{ false: 'false', f: 'false', no: 'false', n: 'false', off: 'false', 0: 'false' },
}

function checkBoolean(text: string): CheckedInput {
  const value = BOOLEANS[text.toLowerCase()]
  return value === undefined ? wrong('edits.wrongBoolean') : { text: value }
}

function checkInteger(text: string, bits: bigint): CheckedInput {
  if (!/^[+-]?\d+$/.test(text)) return wrong('edits.wrongInteger')
  const value = BigInt(text.replace('+', ''))
  const limit = 2n ** (bits - 1n)
  if (value < -limit || value >= limit)
    return wrong('edits.integerRange', { least: String(-limit), most: String(limit - 1n) })
  return { text: String(value) }
}

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?$/

/** Neither digit of it may be lost: the server would round without a word. */
function checkDecimal(
  text: string,
  { precision, scale }: { precision: number; scale: number },
): CheckedInput {
  const [, sign, whole = '', places = ''] = DECIMAL.exec(text) ?? []
  if (sign === undefined || whole + places === '') return wrong('edits.wrongNumber')
  if (places.replace(/0+$/, '').length > scale)
    return wrong('edits.tooManyPlaces', { places: String(scale) })
  if (whole.replace(/^0+/, '').length > precision - scale)
    return wrong('edits.tooManyDigits', { digits: String(precision - scale) })
  if (scale < 0) return { text: text.replace('+', '') }
  const unscaled = BigInt(whole + places.slice(0, scale).padEnd(scale, '0'))
  return { text: decimalText(sign === '-' ? -unscaled : unscaled, scale) }
}

function checkReal(text: string, type: ColumnType): CheckedInput {
  const isSpecial = /^(?:NaN|[+-]?Infinity)$/.test(text)
  if (!isSpecial && !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text))
    return wrong('edits.wrongNumber')
  const typed = Number(text)
  const value = type.kind === 'float32' ? Math.fround(typed) : typed
  if (!isSpecial && !Number.isFinite(value)) return wrong('edits.wrongNumber')
  return { text: cellText(type, value) }
}

const SPECIAL_MOMENT = /^(?:[+-]?infinity|.* BC)$/i
const DATE = /^(\d{4,6})-(\d\d)-(\d\d)$/
const TIME = /^([01]\d|2[0-4]):[0-5]\d(?::(?:[0-5]\d|60)(?:\.\d{1,9})?)?$/
const OFFSET = /\s*(?:Z|[+-]\d\d(?::?\d\d)?(?::?\d\d)?)$/i

function isDate(text: string): boolean {
  const [, year, month, day] = DATE.exec(text) ?? []
  if (!year) return false
  // The Gregorian calendar has the same days every 400 years.
  const moment = new Date(Date.UTC(2000 + (Number(year) % 400), Number(month) - 1, Number(day)))
  return moment.getUTCMonth() === Number(month) - 1 && moment.getUTCDate() === Number(day)
}

const withSeconds = (time: string): string => (time.length === 5 ? `${time}:00` : time)

const isTime = (text: string): boolean => TIME.test(text)

function checkMoment(text: string, hasZone: boolean, zone: string): CheckedInput {
  if (SPECIAL_MOMENT.test(text)) return { text }
  const [, date = '', rest = ''] = /^(\S+?)(?:[T ]+(\S.*))?$/.exec(text) ?? []
  const offset = OFFSET.exec(rest)?.[0] ?? ''
  const time = rest.slice(0, rest.length - offset.length)
  if (!isDate(date) || (rest !== '' && !isTime(time)))
    return wrong(hasZone ? 'edits.wrongInstant' : 'edits.wrongMoment')
  const whole = `${date} ${withSeconds(time || '00:00')}`
  if (!hasZone) return offset === '' ? { text: whole } : wrong('edits.noOffset')
  if (offset !== '') return { text: whole + offset.trim().replace(/^z$/i, '+00') }
  return zone === 'UTC' ? { text: `${whole}+00` } : wrong('edits.needsOffset', { zone })
}

const UUID = /^\{?[\da-f]{8}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{12}\}?$/i

function checkText(
  typed: string,
  text: string,
  mark: string | undefined,
  serverType: string,
): CheckedInput {
  switch (mark) {
    case 'decimal':
      return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$|^(?:NaN|[+-]?Infinity)$/i.test(text)
        ? { text }
        : wrong('edits.wrongNumber')
    case 'uuid':
      return UUID.test(text) ? { text } : wrong('edits.wrongUuid')
    case 'bits':
      return /^[01]*$/.test(text) ? { text } : wrong('edits.wrongBits')
    case 'json':
      return checkJson(typed)
    default: {
      const most = maxLength(serverType)
      const length = Array.from(typed).length
      return most !== null && length > most
        ? wrong('edits.tooLong', { most: String(most), length: String(length) })
        : { text: typed }
    }
  }
}

function checkJson(typed: string): CheckedInput {
  try {
    JSON.parse(typed)
    return { text: typed }
  } catch (error) {
    return wrong('edits.wrongJson', { reason: (error as Error).message })
  }
}

/** `character varying(40)`, `nvarchar(40)`; null: as long as one likes. */
function maxLength(serverType: string): number | null {
  const [, length] =
    /^(?:n?(?:var)?char|character(?: varying)?)\s*\((\d+)\)$/i.exec(serverType) ?? []
  return length === undefined ? null : Number(length)
}
