import { cellText, type RawCell } from '../../../contract/cellText.ts'
import { taggedValue } from '../../frame/taggedValue.ts'
import type { Parameter } from '../driver.ts'
import {
  bytesOf,
  type EditDialect,
  type EditedColumn,
  returningStatements,
} from '../editDialect.ts'

/** Values are bound in the storage class that the column keeps. */
export const edits: EditDialect = {
  ...returningStatements,
  returnsBesideTriggers: true,
  placeholder: (index) => `?${index}`,
  bind,
  bindStored: (raw, column) =>
    column.type.kind === 'any' ? taggedValue(raw as string) : bindRaw(raw, column),
  value: (placeholder) => placeholder,
  // UPDATE knows no DEFAULT (https://www.sqlite.org/lang_update.html).
  defaultValue: (expression) => (expression === null ? 'NULL' : `(${expression})`),
  equals: (name, placeholder) => `${name} = ${placeholder}`,
  // NUMERIC and INTEGER affinity; REAL keeps whole numbers as reals, and the others keep texts.
  keepsNumbers: (declaredType) =>
    declaredType !== '' &&
    (/INT/i.test(declaredType) || !/CHAR|CLOB|TEXT|BLOB|REAL|FLOA|DOUB/i.test(declaredType)),
}

/** A number in its shortest form: it comes out again as it was written. */
const INTEGER = /^-?(?:0|[1-9]\d*)$/
const REAL = /^-?\d+\.\d+(?:e[+-]?\d+)?$/i
const INT64 = 2n ** 63n

function bind(text: string, { type, serverType }: EditedColumn): Parameter {
  switch (type.kind) {
    case 'int64':
      return BigInt(text)
    case 'float64':
      return Number(text)
    case 'binary':
      return bytesOf(text)
    case 'text':
      return type.mark === 'decimal' && !/CHAR|CLOB|TEXT/i.test(serverType)
        ? bindNumber(text)
        : text
    case 'any':
      return /^0x(?:[\da-f]{2})*$/i.test(text) ? bytesOf(text) : bindNumber(text)
    default:
      return text
  }
}

/** What is no number stays text: the column's affinity decides. */
function bindNumber(text: string): Parameter {
  if (INTEGER.test(text)) {
    const value = BigInt(text)
    return value >= -INT64 && value < INT64 ? value : text
  }
  return REAL.test(text) && String(Number(text)) === text ? Number(text) : text
}

function bindRaw(raw: RawCell, column: EditedColumn): Parameter {
  if (raw instanceof Uint8Array) return raw.slice()
  return bind(cellText(column.type, raw), column)
}
