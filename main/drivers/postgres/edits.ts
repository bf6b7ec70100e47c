import { cellText } from '../../../contract/cellText.ts'
import type { TextMark } from '../../../contract/columns.ts'
import {
  bytesOf,
  type EditDialect,
  type EditedColumn,
  returningStatements,
} from '../editDialect.ts'

/** The server makes of each text what the column's type makes of it. */
export const edits: EditDialect = {
  ...returningStatements,
  returnsBesideTriggers: true,
  placeholder: (index) => `$${index}`,
  bind: (text, { type }) => (type.kind === 'binary' ? bytesOf(text) : text),
  bindStored: (raw, { type }) =>
    type.kind === 'binary' ? (raw as Uint8Array).slice() : cellText(type, raw),
  value: (placeholder) => placeholder,
  defaultValue: () => 'DEFAULT',
  equals: (name, placeholder, column) =>
    isCompared(column) ? `${name} = ${placeholder}` : `${name}::text = ${placeholder}`,
}

const COMPARED_MARKS = new Set<TextMark>(['decimal', 'date', 'time', 'timestamp', 'uuid', 'bits'])
const TEXTS = /^(?:text|character|varchar|bpchar|name)\b(?!.*\[)/

/** json, xml, points and others have no equality; their texts do. */
function isCompared({ type, serverType }: EditedColumn): boolean {
  if (type.kind !== 'text') return true
  return type.mark ? COMPARED_MARKS.has(type.mark) : TEXTS.test(serverType)
}
