import { type Column, type ColumnType, isSameType } from '../../../contract/columns.ts'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { Batch, ColumnData } from '../Batch.ts'
import { BatchBuilder } from '../BatchBuilder.ts'
import { widenRows } from '../widenColumn.ts'

/** The types of a file that tells them at its start, and batches in them. */
export class FixedTypes {
  readonly types: readonly ColumnType[]
  readonly #columns: readonly Column[]
  readonly #fileKind: string
  #rowsBefore = 0

  /** `fileKind` begins a sentence, such as `An Arrow file`. */
  constructor(columns: readonly Column[], fileKind: string) {
    this.#columns = columns
    this.#fileKind = fileKind
    // Values of several classes have no type in common but their text.
    this.types = columns.map(({ type }) => (type.kind === 'any' ? { kind: 'text' } : type))
  }

  emptyBatch(): Batch {
    return new BatchBuilder(this.types).take()
  }

  /** Throws `unsupported` for a value that came too late to change its column's type. */
  fit({ rowCount, columns }: Batch): ColumnData[] {
    const fitted = columns.map((column, index) => this.#fitColumn(column, index))
    this.#rowsBefore += rowCount
    return fitted
  }

  #fitColumn(column: ColumnData, index: number): ColumnData {
    const type = this.types[index]!
    if (isSameType(column.type, type)) return column
    if (type.kind !== 'text') throw this.#typeError(column.type, index)
    return widenRows({ column, from: 0, to: column.length }, type).column
  }

  #typeError(type: ColumnType, index: number): WorkbenchError {
    const { name, type: announced } = this.#columns[index]!
    const row = this.#rowsBefore + 1
    return new WorkbenchError(
      'unsupported',
      `Column “${name}” was ${announced.kind} and holds ${type.kind} somewhere from row ${row} on. ` +
        `${this.#fileKind} names its types before the first row: cast the column to one type in ` +
        'the query, or export to CSV or JSON.',
      { details: { column: name, announced: announced.kind, type: type.kind, row } },
    )
  }
}
