import type { EditConflict, EditOutcome, RowChange } from '../../contract/edits.ts'
import { type ErrorCode, toWireError, WorkbenchError } from '../../contract/errors.ts'
import type { Clock } from '../clock.ts'
import type { Statement, StatementOutcome, TransactionWords } from '../drivers/driver.ts'
import type { Lease } from '../pool/Lease.ts'
import { columnAtFault } from './columnAtFault.ts'
import type { ChangedRows } from './patchResult.ts'
import {
  type EditGround,
  keyAfter,
  keyOf,
  runningOrder,
  type StoredRow,
  writeChange,
  writeRead,
} from './planEdits.ts'
import { type RowBatch, rowOf, RowSink, textsOf } from './readRows.ts'

export type EditRunOptions = {
  readonly ground: EditGround
  readonly changes: readonly RowChange[]
  /** Of the rows that are changed, by their numbers in the result. */
  readonly originals: ReadonlyMap<number, StoredRow>
  readonly words: TransactionWords
  /** The transaction goes on afterwards: a savepoint stands for it. */
  readonly isInTransaction: boolean
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** `rows` null: what the server made of them is not known. */
type RunOutcome =
  | { readonly kind: 'applied'; readonly rows: ChangedRows | null }
  | { readonly kind: 'refused'; readonly outcome: EditOutcome }

/** A savepoint of ours: no user gives one this name. */
const SAVEPOINT = 'sluice_edits'

/** Changes rows on one connection: all of them, or none. */
export class EditRun {
  readonly #options: EditRunOptions
  readonly #lease: Lease
  readonly #conflicts: number[] = []
  readonly #replaced = new Map<number, RowBatch | null>()
  readonly #added: RowBatch[] = []
  /** Where a row went that was changed cannot be told. */
  #hasLostRow = false

  constructor(lease: Lease, options: EditRunOptions) {
    this.#lease = lease
    this.#options = options
  }

  async perform(): Promise<RunOutcome> {
    const { changes } = this.#options
    await this.#begin()
    for (const index of runningOrder(changes)) {
      try {
        await this.#change(index)
      } catch (error) {
        await this.#rollback()
        if (this.#options.signal.aborted) throw error
        return { kind: 'refused', outcome: this.#failedAt(index, error) }
      }
    }
    if (this.#conflicts.length > 0) {
      await this.#rollback()
      const conflicts: EditConflict[] = []
      for (const change of this.#conflicts) conflicts.push(await this.#lookAt(change))
      return { kind: 'refused', outcome: { outcome: 'conflicts', conflicts } }
    }
    try {
      await this.#commit()
    } catch (error) {
      // A deferred constraint, which names no statement: the last one stands for all.
      await this.#rollback()
      return { kind: 'refused', outcome: this.#failedAt(changes.length - 1, error) }
    }
    const rows = this.#hasLostRow ? null : { replaced: this.#replaced, added: this.#added }
    return { kind: 'applied', rows }
  }

  async #change(index: number): Promise<void> {
    const { ground, changes, originals } = this.#options
    const change = changes[index]!
    const original = change.kind === 'insert' ? null : originals.get(change.row)!
    const { statement } = writeChange(ground, change, original)
    const { sink, outcome } = await this.#run(statement)
    if ((outcome.affectedRows ?? sink.rows.length) !== 1) return void this.#conflicts.push(index)
    if (change.kind === 'delete') return void this.#replaced.set(change.row, null)
    const [answered] = sink.rows
    const key = answered ? rowOf(answered) : keyAfter(ground, change, original)
    const read = key && (await this.#run(writeRead(ground, key).statement)).sink.rows[0]
    if (!read) this.#hasLostRow = true
    else if (change.kind === 'insert') this.#added.push(read)
    else this.#replaced.set(change.row, read)
  }

  /** What became of the row that a change did not find as it was. */
  async #lookAt(index: number): Promise<EditConflict> {
    const { ground, changes, originals } = this.#options
    const change = changes[index]!
    if (change.kind === 'insert') return { change: index, now: null }
    const key = keyOf(ground, originals.get(change.row)!)
    const { sink } = await this.#run(writeRead(ground, key).statement)
    const [row] = sink.rows
    return { change: index, now: row ? textsOf(rowOf(row)) : null }
  }

  #failedAt(change: number, error: unknown): EditOutcome {
    if (!(error instanceof WorkbenchError)) throw error
    const { ground, changes } = this.#options
    const column = columnAtFault(error.message, changes[change]!, ground.columns)
    return { outcome: 'failed', change, column, error: toWireError(error) }
  }

  async #begin(): Promise<void> {
    const { words, isInTransaction } = this.#options
    await this.#say(isInTransaction ? words.savepoint!.set(SAVEPOINT) : words.begin)
  }

  async #commit(): Promise<void> {
    const { words, isInTransaction } = this.#options
    await this.#say(isInTransaction ? words.savepoint!.release(SAVEPOINT) : words.commit)
  }

  /** Not stopped by whoever gave up: half of the changes must not stay. */
  async #rollback(): Promise<void> {
    const { words, isInTransaction } = this.#options
    const { connection } = this.#lease
    if (connection.session === 'lost' || connection.session === 'clean') return
    const signal = new AbortController().signal
    if (!isInTransaction) return this.#say(words.rollback, signal)
    await this.#say(words.savepoint!.rollbackTo(SAVEPOINT), signal)
    await this.#say(words.savepoint!.release(SAVEPOINT), signal)
  }

  async #say(sql: string, signal = this.#options.signal): Promise<void> {
    if (sql !== '') await this.#lease.connection.run({ sql }, new RowSink(), signal)
  }

  async #run(statement: Statement): Promise<{ sink: RowSink; outcome: StatementOutcome }> {
    const { clock, signal } = this.#options
    const sink = new RowSink()
    const beganMs = clock.now()
    let failedWith: ErrorCode | null = null
    this.#lease.noteStatement(statement.sql)
    try {
      const hidden = { ...statement, hidesPlaceholders: true }
      const outcome = await this.#lease.connection.run(hidden, sink, signal)
      return { sink, outcome }
    } catch (error) {
      failedWith = signal.aborted ? null : toWireError(error).code
      throw error
    } finally {
      this.#lease.recordStatement({ elapsedMs: clock.now() - beganMs, failedWith })
      this.#lease.noteStatement(null)
    }
  }
}
