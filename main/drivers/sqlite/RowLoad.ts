import type Database from 'better-sqlite3'
import { cellText, type RawCell } from '../../../contract/cellText.ts'
import type { ColumnType } from '../../../contract/columns.ts'
import type { Batch, ColumnData } from '../../frame/Batch.ts'
import { readCell } from '../../frame/readCell.ts'
import { taggedValue } from '../../frame/taggedValue.ts'
import type { SqliteValue } from './columnPlan.ts'

const LOAD = '"sluice load"'

/** The row of a batch that SQLite refused; the cause is its error. */
export class RowError extends Error {
  readonly row: number

  constructor(row: number, cause: unknown) {
    super('A row was refused', { cause })
    this.row = row
  }
}

/** Batches on their way through one prepared INSERT, all or none. */
export class RowLoad {
  readonly #database: Database.Database
  readonly #insert: Database.Statement
  readonly #isOwnTransaction: boolean

  /** `sql`: an INSERT with a place for each column. */
  constructor(database: Database.Database, sql: string) {
    this.#database = database
    this.#insert = database.prepare(sql)
    this.#isOwnTransaction = !database.inTransaction
    database.exec(this.#isOwnTransaction ? 'begin immediate' : `savepoint ${LOAD}`)
  }

  write({ rowCount, columns }: Batch): void {
    const values = columns.map(valueReader)
    const row: SqliteValue[] = Array.from({ length: columns.length })
    for (let index = 0; index < rowCount; index++) {
      try {
        for (let column = 0; column < values.length; column++) row[column] = values[column]!(index)
        this.#insert.run(row)
      } catch (error) {
        throw new RowError(index, error)
      }
    }
  }

  end(isWhole: boolean): void {
    // A full disk, or a trigger's RAISE(ROLLBACK), may have undone everything already.
    if (!this.#database.inTransaction) return
    if (this.#isOwnTransaction) this.#endTransaction(isWhole)
    else this.#database.exec(`${isWhole ? '' : `rollback to ${LOAD}; `}release ${LOAD}`)
  }

  #endTransaction(isWhole: boolean): void {
    try {
      this.#database.exec(isWhole ? 'commit' : 'rollback')
    } catch (error) {
      // A deferred constraint leaves the transaction open.
      if (this.#database.inTransaction) this.#database.exec('rollback')
      throw error
    }
  }
}

function valueReader(column: ColumnData): (row: number) => SqliteValue {
  const bind = binder(column.type)
  return (row) => {
    const raw = readCell(column, row)
    return raw === null ? null : bind(raw)
  }
}

/** What SQLite has no class for is written as its exact text. */
function binder(type: ColumnType): (raw: RawCell) => SqliteValue {
  switch (type.kind) {
    case 'bool':
      return (raw) => (raw ? 1n : 0n)
    case 'int16':
    case 'int32':
      // A JS number would be bound as a double, and a column without affinity would keep one.
      return (raw) => BigInt(raw as number)
    case 'int64':
    case 'text':
    case 'binary':
      return (raw) => raw as SqliteValue
    case 'float32':
    case 'float64':
      // SQLite takes NaN for NULL.
      return (raw) => (Number.isNaN(raw) ? 'NaN' : (raw as number))
    case 'any':
      return (raw) => taggedValue(raw as string)
    default:
      return (raw) => cellText(type, raw)
  }
}
