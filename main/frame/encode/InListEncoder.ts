import type { Column } from '../../../contract/columns.ts'
import type { LiteralStyle } from '../../../contract/drivers.ts'
import type { Batch } from '../Batch.ts'
import { isNullAt } from '../readCell.ts'
import { ByteWriter } from './ByteWriter.ts'
import type { RowEncoder } from './RowEncoder.ts'
import { sqlCellWriters } from './sqlCells.ts'

const latin1 = new TextDecoder('latin1')

/**
 * The values of all cells as `(1, 2, 3)`, each once, row by row. NULL is left out: an IN never finds
 * it. Without any value it is `(NULL)`, since SQL knows no empty list.
 */
export class InListEncoder implements RowEncoder {
  readonly #writer = new ByteWriter()
  readonly #style: LiteralStyle
  /** Literals written so far, a character a byte. */
  readonly #written = new Set<string>()
  #columnNames: readonly string[] = []
  #rowsBefore = 0

  constructor(style: LiteralStyle) {
    this.#style = style
  }

  header(columns: readonly Column[]): Uint8Array {
    this.#columnNames = columns.map(({ name }) => name)
    this.#writer.ascii('(')
    return this.#writer.take()
  }

  batch({ rowCount, columns }: Batch): Uint8Array {
    const cells = sqlCellWriters(columns, this.#writer, {
      style: this.#style,
      names: this.#columnNames,
      rowsBefore: this.#rowsBefore,
    })
    for (let row = 0; row < rowCount; row++)
      columns.forEach((column, index) => {
        if (!isNullAt(column, row)) this.#writeOnce(() => cells[index]!(row))
      })
    this.#rowsBefore += rowCount
    return this.#writer.take()
  }

  footer(): Uint8Array {
    this.#writer.ascii(this.#written.size === 0 ? 'NULL)' : ')')
    return this.#writer.take()
  }

  #writeOnce(write: () => void): void {
    const writer = this.#writer
    const start = writer.used
    if (this.#written.size > 0) writer.ascii(', ')
    const literalStart = writer.used
    write()
    const literal = latin1.decode(writer.bytes.subarray(literalStart, writer.used))
    if (this.#written.has(literal)) writer.used = start
    else this.#written.add(literal)
  }
}
