import type { Report } from './tokens.ts'

/** An error of the server, with its number in `sys.messages`. */
export class SqlError extends Error {
  readonly number: number
  readonly severity: number
  readonly state: number

  constructor(number: number, message: string, severity = 16, state = 1) {
    super(message)
    this.number = number
    this.severity = severity
    this.state = state
  }

  reportAt(line: number): Report {
    const { number, severity, state, message } = this
    return { number, severity, state, message, line }
  }
}

/** SQLite's words, and what SQL Server says of the same. */
const TRANSLATIONS: readonly [RegExp, number, number, (found: string) => string][] = [
  [/^near "(.*)": syntax error/, 102, 15, (name) => `Incorrect syntax near '${name}'.`],
  [/^incomplete input/, 102, 15, () => 'Incorrect syntax near the end.'],
  [/^unrecognized token: "(.*)"/, 102, 15, (name) => `Incorrect syntax near '${name}'.`],
  [/^no such column: (.*)/, 207, 16, (name) => `Invalid column name '${name}'.`],
  [/has no column named (.*)/, 207, 16, (name) => `Invalid column name '${name}'.`],
  [/^no such table: (?:main\.|temp\.)?(.*)/, 208, 16, (name) => `Invalid object name '${name}'.`],
  [/^no such view: (.*)/, 208, 16, (name) => `Invalid object name '${name}'.`],
  [/^table (.*) already exists/, 2714, 16, (name) => `There is already an object named '${name}'.`],
  [
    /^UNIQUE constraint failed: (.*)/,
    2627,
    14,
    (name) => `Violation of UNIQUE KEY constraint on ${name}.`,
  ],
  [
    /^NOT NULL constraint failed: (.*)/,
    515,
    16,
    (name) => `Cannot insert the value NULL into column '${name}'.`,
  ],
  [
    /^(?:CHECK|FOREIGN KEY) constraint failed(.*)/,
    547,
    16,
    (name) => `The statement conflicted with a constraint${name}.`,
  ],
  [/^database (?:table )?is locked/, 1222, 16, () => 'Lock request time out period exceeded.'],
  [
    /^no such function: (.*)/,
    195,
    15,
    (name) => `'${name}' is not a recognized built-in function name.`,
  ],
]

export function toSqlError(error: unknown): SqlError {
  if (error instanceof SqlError) return error
  const { message } = error as Error
  for (const [pattern, number, severity, say] of TRANSLATIONS) {
    const found = pattern.exec(message)
    if (found) return new SqlError(number, say(found[1] ?? ''), severity)
  }
  return new SqlError(50_000, message)
}
