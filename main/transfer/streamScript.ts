import { csvOptionsSchema, type TerminalFormat } from '../../contract/exports.ts'
import { splitStatements } from '../../contract/sql/splitStatements.ts'
import type { ServerMessage } from '../../contract/query.ts'
import type { Connection, Dialect, RunSink } from '../drivers/driver.ts'
import { createRowEncoder } from '../frame/encode/RowEncoder.ts'

export type ScriptOptions = {
  sql: string
  format: TerminalFormat
  /** One call at a time; while its promise is open, nothing more is read from the server. */
  write: (bytes: Uint8Array) => Promise<void>
  onMessage?: (message: ServerMessage) => void
}

/**
 * Runs statements one after the other on one session and writes their rows as they come, results one
 * behind the other. Nothing is kept: the slowest of server, encoder and reader sets the pace.
 */
export async function streamScript(
  connection: Connection,
  dialect: Dialect,
  { sql, format, write, onMessage }: ScriptOptions,
  signal: AbortSignal,
): Promise<void> {
  for (const { text } of splitStatements(sql, dialect.splitter)) {
    let written = Promise.resolve()
    const inTurn = (bytes: Uint8Array): Promise<void> => {
      written = written.then(() => write(bytes))
      // Told by whoever waits next; a rejection in between must not end the program.
      written.catch(() => {})
      return written
    }
    const sink: RunSink = {
      openResult(columns) {
        const encoder = createRowEncoder({ format, csv: csvOptionsSchema.parse({}) })
        void inTurn(encoder.header(columns))
        return {
          write: (batch) => inTurn(encoder.batch(batch)),
          end: () => void inTurn(encoder.footer()),
        }
      },
      message: (message) => onMessage?.(message),
    }
    await connection.run({ sql: text }, sink, signal)
    await written
  }
}
