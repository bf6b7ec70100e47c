import { WorkbenchError } from '../../../contract/errors.ts'
import { classifyError } from './classifyError.ts'
import type { StatementPart } from './sql/splitStatements.ts'
import type { ReportFields } from './wire/backend.ts'

/**
 * Translates an error of the server about a statement of the user, or without `part` one of ours.
 * The position is one in the whole text.
 */
export function statementError(
  fields: ReportFields,
  part: StatementPart = { sql: '', offset: 0 },
): WorkbenchError {
  const {
    M: message = 'The server reported an error',
    D: detail,
    H: hint,
    C: sqlstate = '',
  } = fields
  const offset = part.sql === '' ? null : utf16Offset(part.sql, fields.P)
  return new WorkbenchError(classifyError({ code: sqlstate, message }), reportText(fields), {
    details: {
      sqlstate,
      ...(offset !== null && { offset: part.offset + offset }),
      ...(detail && { detail }),
      ...(hint && { hint }),
      ...(fields.n && { constraint: fields.n }),
    },
  })
}

/** Nothing beside a placeholder tells its type: 42P18, or of several operators none is meant: 42725. */
export const isTypeUnknown = ({ C: sqlstate }: ReportFields): boolean =>
  sqlstate === '42P18' || sqlstate === '42725'

/** With a hint where the type of a placeholder was the trouble. */
export function withTypeHint(fields: ReportFields): ReportFields {
  // No value of the type at all (class 22); a domain's check that fails is not about the type.
  const isOfValue = /\bportal parameter\b/.test(fields.W ?? '') && fields.C?.startsWith('22')
  if (fields.H || (!isOfValue && !isTypeUnknown(fields))) return fields
  const hint =
    'A placeholder has the type of what stands beside it. Write another behind it, such as :n::numeric.'
  return { ...fields, H: hint }
}

/** Message, detail and hint of an error or notice, a line each. */
export function reportText({ M: message = '', D: detail, H: hint }: ReportFields): string {
  return [message, detail, hint && `Hint: ${hint}`].filter(Boolean).join('\n')
}

/** The server counts characters from 1; a surrogate pair is one character. */
function utf16Offset(sql: string, position: string | undefined): number | null {
  if (!position) return null
  let offset = 0
  for (let left = Number(position) - 1; left > 0 && offset < sql.length; left--) {
    offset += sql.codePointAt(offset)! > 0xffff ? 2 : 1
  }
  return offset
}
