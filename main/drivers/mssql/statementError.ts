import { WorkbenchError } from '../../../contract/errors.ts'
import { classifyError } from './classifyError.ts'

/** An error of the server, as the client library gives it. */
export type ServerReport = {
  readonly message: string
  readonly number?: number
  readonly state?: number
  readonly class?: number
  readonly procName?: string
  readonly lineNumber?: number
}

/** A batch of a script and where it begins in it. */
export type StatementPart = { readonly text: string; readonly from: number }

/**
 * Translates what the server said about a batch of the user. Of several errors the first is what
 * went wrong; the others follow in the text. The position is one in the whole script.
 */
export function statementError(error: unknown, part: StatementPart | null = null): WorkbenchError {
  const reports = (error instanceof AggregateError ? error.errors : [error]) as ServerReport[]
  const [first = { message: 'The server reported an error' }] = reports
  const offset = part && offsetOf(first, part)
  return new WorkbenchError(
    classifyError(first),
    reports.map((report) => report.message).join('\n'),
    {
      cause: error,
      details: {
        ...(first.number !== undefined && { number: first.number }),
        ...(first.class !== undefined && { severity: first.class }),
        ...(first.procName && { procedure: first.procName }),
        ...(offset !== null && { offset }),
      },
    },
  )
}

/**
 * The server tells a line only, and often names what it means in quotes: then that word's place, on
 * the line or behind it, else the line's first character. In a procedure the line is not the batch's.
 */
function offsetOf(
  { message, lineNumber = 0, procName }: ServerReport,
  { text, from }: StatementPart,
): number | null {
  if (lineNumber < 1 || procName) return null
  const lineStart = startOfLine(text, lineNumber)
  if (lineStart === null) return null
  const [, name] = /['"“]([^'"”]+)['"”]/.exec(message) ?? []
  const named = name ? wordAt(text, name, lineStart) : -1
  if (named >= 0) return from + named
  const code = text.slice(lineStart).search(/\S/)
  return from + lineStart + Math.max(0, code)
}

function startOfLine(text: string, line: number): number | null {
  let start = 0
  for (let passed = 1; passed < line; passed++) {
    const end = text.indexOf('\n', start)
    if (end < 0) return null
    start = end + 1
  }
  return start
}

const WORD_PART = /[\p{L}\p{N}_@#$]/u

/** The word itself, and not a part of a longer one. */
function wordAt(text: string, word: string, from: number): number {
  for (let at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text[at - 1] ?? ' '
    const after = text[at + word.length] ?? ' '
    const isPart =
      (WORD_PART.test(word[0]!) && WORD_PART.test(before)) ||
      (WORD_PART.test(word.at(-1)!) && WORD_PART.test(after))
    if (!isPart) return at
  }
  return -1
}
