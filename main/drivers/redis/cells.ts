import { isUtf8 } from 'node:buffer'
import type { ColumnType } from '../../../contract/columns.ts'
import { type Reply, ReplyError, ReplyMap } from './wire/Reply.ts'

const INT64_MAX = 2n ** 63n - 1n
const INT64_MIN = -(2n ** 63n)

const fitsInt64 = (value: bigint): boolean => value <= INT64_MAX && value >= INT64_MIN

/** The column type that holds a value exactly. */
export function typeOf(value: Reply): ColumnType {
  if (typeof value === 'bigint')
    return fitsInt64(value) ? { kind: 'int64' } : { kind: 'text', mark: 'decimal' }
  if (typeof value === 'number') return { kind: 'float64' }
  if (typeof value === 'boolean') return { kind: 'bool' }
  if (value instanceof Buffer) return isUtf8(value) ? { kind: 'text' } : { kind: 'binary' }
  if (Array.isArray(value) || value instanceof ReplyMap) return { kind: 'text', mark: 'json' }
  return { kind: 'text' }
}

/** What the server's own words call a value of the kind. */
export function serverTypeOf(value: Reply): string {
  if (typeof value === 'bigint') return 'integer'
  if (typeof value === 'number') return 'double'
  if (typeof value === 'boolean') return 'boolean'
  if (value instanceof ReplyMap) return 'map'
  return Array.isArray(value) ? 'array' : 'string'
}

/** A value for a column of kind `any`: the letter of its class, then its text. */
export function taggedText(value: Exclude<Reply, null>): string {
  if (typeof value === 'bigint') return fitsInt64(value) ? `i${value}` : `t${value}`
  if (typeof value === 'number') return `r${realText(value)}`
  if (value instanceof Buffer)
    return isUtf8(value) ? `t${value.toString()}` : `b${value.toString('hex')}`
  return `t${plainText(value)}`
}

const realText = (value: number): string =>
  Number.isFinite(value) || Number.isNaN(value) ? String(value) : value > 0 ? 'Inf' : '-Inf'

/** Text of what is not bytes; lists and maps as JSON. */
export function plainText(value: Exclude<Reply, null>): string {
  if (typeof value === 'string') return value
  if (value instanceof ReplyError) return value.line
  return typeof value === 'object' ? jsonText(value) : String(value)
}

/**
 * JSON with every digit of integers. Bytes that are no text stand as `\xff` escapes in a string;
 * numbers that JSON has no word for stand as strings.
 */
export function jsonText(value: Reply): string {
  if (value === null) return 'null'
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value)
  if (typeof value === 'number')
    return Number.isFinite(value) ? String(value) : JSON.stringify(realText(value))
  if (value instanceof ReplyMap)
    return `{${value.entries.map(([name, held]) => `${jsonName(name)}:${jsonText(held)}`).join(',')}}`
  if (isList(value)) return `[${value.map(jsonText).join(',')}]`
  if (value instanceof Buffer) return JSON.stringify(bytesText(value))
  return JSON.stringify(plainText(value))
}

const jsonName = (name: Reply): string => {
  const text = jsonText(name)
  return text.startsWith('"') ? text : JSON.stringify(text)
}

const isList = (value: Reply): value is readonly Reply[] => Array.isArray(value)

/** Text as it is; other bytes readable, with `\xff` for those that are no ASCII. */
export const bytesText = (bytes: Buffer): string =>
  isUtf8(bytes)
    ? bytes.toString()
    : bytes
        .toString('latin1')
        .replaceAll(
          /[^ -~]/g,
          (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
        )
