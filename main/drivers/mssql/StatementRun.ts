import type { ResultSink, RunSink, StatementOutcome } from '../driver.ts'
import { RowReader } from './columns/RowReader.ts'
import { serverColumn, type ServerColumn } from './columns/serverColumn.ts'
import type { ResponseListener } from './ResponseReader.ts'
import type { ColumnMetadata, Token } from './tedious.ts'

/** What the server calls the statements whose counts are of rows changed (DONE's CurCmd). */
const COMMAND_BY_CODE: Readonly<Record<number, string>> = {
  0xc3: 'INSERT',
  0xc4: 'DELETE',
  0xc5: 'UPDATE',
  0x117: 'MERGE',
  0xf0: 'BULK INSERT',
}
/** A select's count is of rows it gave; SELECT INTO says so too. */
const SELECT = 0xc1

/** Changes of database and language, which the server tells at every login and USE. */
const HOUSEKEEPING = new Set([5701, 5703])

/** Turns the tokens of a response into results, messages and counts for a sink. */
export class StatementRun implements ResponseListener {
  readonly #sink: RunSink
  readonly #pause: (ready: Promise<void>) => void
  readonly #onFailure: (error: unknown) => void
  #columns: readonly ServerColumn[] = []
  #result: ResultSink | null = null
  #affectedRows: number | null = null
  #command: string | null = null
  #isDiscarding = false
  rows: RowReader | null = null

  /** `pause` is told that the sink is behind, `onFailure` what the sink threw. */
  constructor(
    sink: RunSink,
    {
      pause,
      onFailure,
    }: { pause: (ready: Promise<void>) => void; onFailure: (error: unknown) => void },
  ) {
    this.#sink = sink
    this.#pause = pause
    this.#onFailure = onFailure
  }

  get outcome(): StatementOutcome {
    return { affectedRows: this.#affectedRows, command: this.#command }
  }

  /** What comes from now on is of no interest. */
  discard(): void {
    this.#isDiscarding = true
    this.rows?.discard()
  }

  token(token: Token): void {
    switch (token.handlerName) {
      case 'onColMetadata':
        return this.#open((token as Token & { columns: ColumnMetadata[] }).columns)
      case 'onInfoMessage':
        return this.#say(token as Token & { number: number; message: string })
      case 'onDone':
      case 'onDoneInProc':
      case 'onDoneProc':
        return this.#done(token as DoneToken)
      default:
    }
  }

  rowsRead(): void {
    if (this.#isDiscarding) return
    this.#guard(() => {
      const ready = this.#result!.write(this.rows!.take())
      if (ready) this.#pause(ready.catch((error: unknown) => this.#onFailure(error)))
    })
  }

  #open(columns: readonly ColumnMetadata[]): void {
    this.#columns = columns.map(serverColumn)
    this.rows = new RowReader(this.#columns)
    if (this.#isDiscarding) return this.rows.discard()
    this.#guard(() => {
      this.#result = this.#sink.openResult(this.#columns.map(({ column }) => column))
    })
  }

  #say({ number, message }: { number: number; message: string }): void {
    if (this.#isDiscarding || HOUSEKEEPING.has(number)) return
    this.#guard(() => this.#sink.message({ severity: 'INFO', text: message }))
  }

  #done({ curCmd, rowCount, sqlError }: DoneToken): void {
    this.#endResult(sqlError)
    const command = COMMAND_BY_CODE[curCmd]
    if (command) this.#command = command
    if (rowCount === undefined || curCmd === SELECT || !command) return
    this.#affectedRows = (this.#affectedRows ?? 0) + rowCount
  }

  #endResult(isBroken: boolean): void {
    const result = this.#result
    this.#result = null
    if (!result || this.#isDiscarding) return
    this.#guard(() => {
      if (this.rows!.rowCount > 0) {
        const ready = result.write(this.rows!.take())
        if (ready) this.#pause(ready.catch((error: unknown) => this.#onFailure(error)))
      }
      if (!isBroken) result.end()
    })
    this.rows = null
  }

  #guard(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#onFailure(error)
    }
  }
}

type DoneToken = Token & { curCmd: number; rowCount: number | undefined; sqlError: boolean }
