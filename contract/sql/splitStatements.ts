import { Scanner, type Splitter } from './Scanner.ts'
import {
  BatchEnd,
  PostgresStatementEnd,
  SqliteStatementEnd,
  type StatementEnd,
} from './StatementEnd.ts'

/** One statement of a script; `script.slice(from, to)` is its text. Counted in UTF-16 units. */
export type StatementRange = { readonly text: string; readonly from: number; readonly to: number }

/** A statement with what stands around it. */
export type StatementPiece = StatementRange & {
  /** Where the comments in front of it begin; `from` where there are none. */
  readonly commentsFrom: number
  /** Behind its separator; null: it has none, so that the script ends with it. */
  readonly separatorTo: number | null
}

/**
 * The statements of a script, in order, without their semicolons and without the space and the
 * comments around them (a hint such as `/*+ … *\/` or `/* sluice: … *\/` stays). Pieces of comments alone are left out.
 */
export function splitStatements(script: string, splitter: Splitter): StatementRange[] {
  return splitPieces(script, splitter).map(({ text, from, to }) => ({ text, from, to }))
}

export function splitPieces(script: string, splitter: Splitter): StatementPiece[] {
  switch (splitter) {
    case 'postgres':
      return scanPieces(new Scanner(script, splitter), new PostgresStatementEnd())
    case 'sqlite':
      return scanPieces(new Scanner(script, splitter), new SqliteStatementEnd())
    case 'mssql':
      return scanPieces(new Scanner(script, splitter), new BatchEnd())
    case 'redis':
      return matchPieces(script, /^[ \t]*(?![ \t#]|\r?$)(.*\S)[ \t]*\r?$/gm)
    // One request, whatever its language: a server of InfluxDB runs a text of several statements.
    case 'influx':
    case 'none':
      return matchPieces(script, /^\s*(\S(?:[\s\S]*\S)?)\s*$/g)
  }
}

/** For the server's planner, or for us. */
const HINT = /^(?:\/\*\+|(?:\/\*|--)\s*sluice:)/i

function scanPieces(scanner: Scanner, statementEnd: StatementEnd): StatementPiece[] {
  const pieces: StatementPiece[] = []
  let from = -1
  let to = -1
  let commentsFrom = -1
  let hintFrom = -1

  const finish = (separatorTo: number | null) => {
    if (from >= 0)
      pieces.push({
        text: scanner.script.slice(from, to),
        from,
        to,
        commentsFrom: commentsFrom < 0 ? from : commentsFrom,
        separatorTo,
      })
    from = commentsFrom = hintFrom = -1
  }

  while (scanner.next()) {
    const { kind } = scanner
    if (kind === 'space') continue
    if (kind === 'comment') {
      if (from < 0 && commentsFrom < 0) commentsFrom = scanner.from
      if (HINT.test(scanner.text)) {
        if (from >= 0) to = scanner.to
        else if (hintFrom < 0) hintFrom = scanner.from
      }
      continue
    }
    if (kind === 'go' || (kind === 'semicolon' && statementEnd.semicolon())) {
      finish(scanner.to)
      continue
    }
    if (kind === 'word') statementEnd.word(scanner)
    else if (kind !== 'semicolon') statementEnd.other(DEPTH_CHANGE[kind] ?? 0)
    if (from < 0) from = hintFrom < 0 ? scanner.from : hintFrom
    to = scanner.to
  }
  finish(null)
  return pieces
}

const DEPTH_CHANGE: Partial<Record<string, -1 | 1>> = { open: 1, close: -1 }

/** Where every match is a statement, its first group. */
function matchPieces(script: string, pattern: RegExp): StatementPiece[] {
  return [...script.matchAll(pattern)].map((match) => {
    const text = match[1]!
    const from = match.index + match[0].indexOf(text)
    const to = from + text.length
    return { text, from, to, commentsFrom: from, separatorTo: match.index + match[0].length }
  })
}
