import type { Column } from '../../../contract/columns.ts'
import type { LiteralStyle } from '../../../contract/drivers.ts'
import type { Batch } from '../Batch.ts'
import { ByteWriter } from './ByteWriter.ts'
import type { RowEncoder } from './RowEncoder.ts'
import { sqlCellWriters } from './sqlCells.ts'

/** Where rows go, with all names quoted as the database wants them. */
export type InsertTarget = {
  readonly table: string
  readonly columns: readonly string[]
  readonly literals: LiteralStyle
  readonly rowsPerStatement: number
}

/** A statement ends early past this: servers and shells have limits of their own. */
const STATEMENT_BYTES = 512 * 1024

/** INSERT statements of several rows each. */
export class InsertEncoder implements RowEncoder {
  readonly #writer = new ByteWriter()
  readonly #target: InsertTarget
  readonly #start: string
  #columnNames: readonly string[] = []
  #rowsBefore = 0

  constructor(target: InsertTarget) {
    this.#target = target
    const { table, columns } = target
    this.#start = `INSERT INTO ${table} (${columns.join(', ')}) VALUES\n(`
  }

  header(columns: readonly Column[]): Uint8Array {
    this.#columnNames = columns.map(({ name }) => name)
    return new Uint8Array()
  }

  batch(batch: Batch): Uint8Array {
    if (batch.columns.length === 0) this.#writeDefaults(batch.rowCount)
    else this.#writeRows(batch)
    this.#rowsBefore += batch.rowCount
    return this.#writer.take()
  }

  footer(): Uint8Array {
    return new Uint8Array()
  }

  #writeRows({ rowCount, columns }: Batch): void {
    const writer = this.#writer
    const cells = sqlCellWriters(columns, writer, {
      style: this.#target.literals,
      names: this.#columnNames,
      rowsBefore: this.#rowsBefore,
    })
    let rows = 0
    let startedAt = 0
    for (let row = 0; row < rowCount; row++) {
      if (rows === 0) {
        startedAt = writer.used
        writer.text(this.#start)
      } else writer.ascii(',\n(')
      cells.forEach((write, index) => {
        if (index > 0) writer.ascii(', ')
        write(row)
      })
      writer.ascii(')')
      rows++
      const isFull =
        rows === this.#target.rowsPerStatement || writer.used - startedAt > STATEMENT_BYTES
      if (!isFull && row < rowCount - 1) continue
      writer.ascii(';\n')
      rows = 0
    }
  }

  /** Rows without columns are rows still. */
  #writeDefaults(rowCount: number): void {
    for (let row = 0; row < rowCount; row++)
      this.#writer.text(`INSERT INTO ${this.#target.table} DEFAULT VALUES;\n`)
  }
}
