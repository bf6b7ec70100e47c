import { blockRowCount, type CellBlock } from '../../contract/cellBlocks.ts'
import type { Column } from '../../contract/columns.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { Batch } from './Batch.ts'
import { copyColumns } from './copyColumns.ts'
import type { ReadableResult } from './ReadableResult.ts'

type BlockSource = Pick<ReadableResult, 'columns' | 'rowCount' | 'ranges'>

/**
 * Some rows and columns of a result that are there already, read like a result of their own. Throws
 * `invalid-request` for a column that is not there; rows beyond the last are left out.
 */
export class ResultBlock {
  readonly columns: readonly Column[]
  readonly rowCount: number
  readonly #result: BlockSource
  readonly #block: CellBlock

  constructor(result: BlockSource, block: CellBlock) {
    const rows = block.rows.map(({ from, to }) => ({ from, to: Math.min(to, result.rowCount) }))
    this.#result = result
    this.#block = { rows, columns: block.columns }
    this.rowCount = blockRowCount(this.#block)
    this.columns = block.columns.map((index) => requireColumn(result.columns, index))
  }

  /** Whole values, each column in its widest type. */
  async *batches({ signal }: { signal: AbortSignal }): AsyncGenerator<Batch, void, void> {
    const indexes = this.#block.columns
    const types = this.columns.map(({ type }) => type)
    for (const { from, to } of this.#block.rows)
      for await (const ranges of this.#result.ranges(from, to)) {
        signal.throwIfAborted()
        const copied = { ranges, indexes, types, cellLimitBytes: Infinity }
        const { columns } = await copyColumns(copied)
        yield { rowCount: columns[0]!.length, columns }
      }
  }
}

function requireColumn(columns: readonly Column[], index: number): Column {
  const column = columns[index]
  if (column) return column
  throw new WorkbenchError(
    'invalid-request',
    `Column ${index} was asked for; the result has ${columns.length}, counted from 0.`,
    { details: { column: index, columnCount: columns.length } },
  )
}
