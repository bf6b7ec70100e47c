import { WorkbenchError } from '../../../contract/errors.ts'
import type { RejectedRow } from '../../../contract/imports.ts'
import type { ExportSink } from '../ExportSink.ts'
import type { FaultyRow } from './CellBlock.ts'
import { TOLD_REJECTS } from './inspectFile.ts'

const LINES_A_PIECE = 1_000

/** The rows that are kept aside, up to a limit. */
export class Rejects {
  /** 0: none may be kept aside. */
  readonly limit: number
  /** Of the file's columns. */
  names: readonly string[] = []
  readonly #rows: FaultyRow[] = []

  constructor(limit: number) {
    this.limit = limit
  }

  get count(): number {
    return this.#rows.length
  }

  /** The first of them. */
  get told(): RejectedRow[] {
    return this.#rows.slice(0, TOLD_REJECTS).map(({ line, reason }) => ({ line, reason }))
  }

  /** Throws `constraint-violation` or `invalid-request` where there is no more room for it. */
  add(row: FaultyRow, cause?: WorkbenchError): void {
    this.#rows.push(row)
    if (this.#rows.length <= this.limit) return
    throw new WorkbenchError(
      cause?.code ?? 'invalid-request',
      this.limit === 0
        ? `Line ${row.line} cannot be stored: ${row.reason}`
        : `More than ${this.limit} rows cannot be stored; the last one is line ${row.line}: ${row.reason}`,
      { details: { ...cause?.details, line: row.line, rejects: this.#rows.length }, cause },
    )
  }

  /** As CSV: line, reason, and the cells as they stand in the file. */
  async write(sink: ExportSink): Promise<void> {
    const rows = this.#rows.toSorted((a, b) => a.line - b.line)
    const lines = [
      ['line', 'reason', ...this.names],
      ...rows.map(({ line, reason, cells }) => [String(line), reason, ...cells]),
    ]
    try {
      for (let from = 0; from < lines.length; from += LINES_A_PIECE) {
        const piece = lines.slice(from, from + LINES_A_PIECE)
        const text = piece.map((cells) => `${cells.map(csvCell).join(',')}\n`).join('')
        await sink.write(Buffer.from(text))
      }
      await sink.end()
    } catch (error) {
      await sink.abort()
      throw error
    }
  }
}

function csvCell(text: string | null): string {
  if (text === null) return ''
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
