import { cellText } from '../../../contract/cellText.ts'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { ImportColumn, ImportTarget } from '../../../contract/imports.ts'
import type { BulkEncoding, BulkLoad, ElsewhereEncoded } from '../../drivers/bulkLoad.ts'
import type { Connection, Driver } from '../../drivers/driver.ts'
import type { Batch } from '../../frame/Batch.ts'
import { collectRows } from '../../frame/collectRows.ts'
import { copyRows } from '../../frame/copyRows.ts'
import { readCell } from '../../frame/readCell.ts'
import { createTableSql } from './createTable.ts'
import { LineRuns } from './LineRuns.ts'
import type { ParsedBlock } from './parseBlock.ts'
import type { EncodedBlock } from './readMessages.ts'
import { refusedLine, rowOf } from './refusedLine.ts'
import type { Rejects } from './Rejects.ts'

export type RowImport = {
  readonly driver: Pick<Driver, 'label' | 'dialect' | 'capabilities'>
  readonly connection: Connection
  readonly target: ImportTarget
  readonly columns: readonly ImportColumn[]
  /** All rows, in one of two forms; only one is asked for, and once. */
  readonly blocks: () => AsyncIterable<ParsedBlock>
  readonly encodedBlocks: (encoding: BulkEncoding) => AsyncIterable<EncodedBlock>
  readonly rejects: Rejects
  readonly onWritten: (rowCount: number) => void
}

/**
 * Writes blocks into a table, made first where it is to be, in one transaction where the database
 * has them. Where rows may be kept aside, each block is written behind a savepoint. Without
 * transactions an error leaves what was written before it.
 */
export async function importRows(work: RowImport, signal: AbortSignal): Promise<number> {
  const { driver, connection, target, columns } = work
  if (!driver.capabilities.bulkLoad || !connection.bulkInsert)
    throw new WorkbenchError('unsupported', `${driver.label} takes no rows of a file.`)
  const { transaction } = driver.dialect
  const run = (sql: string, runSignal = signal) => collectRows(connection, { sql }, runSignal)
  const makesTable = target.creates && driver.capabilities.bulkLoad === 'tables'
  const create = makesTable ? createTableSql(driver, target, columns) : null
  if (!transaction) {
    if (create) await run(create)
    return work.rejects.limit > 0 ? writeAround(work, signal) : writeAll(work, signal)
  }
  await run(transaction.begin)
  try {
    if (create) await run(create)
    const writtenRows =
      work.rejects.limit > 0 && transaction.savepoint
        ? await writeBehindSavepoints(work, transaction.savepoint, signal)
        : await writeAll(work, signal)
    // From here on the rows are there: giving up now comes too late.
    signal.throwIfAborted()
    await run(transaction.commit, NEVER)
    return writtenRows
  } catch (error) {
    // A session that is gone is rolled back by the server.
    if (connection.session === 'in-transaction')
      await run(transaction.rollback, NEVER).catch(() => {})
    throw error
  }
}

const NEVER = new AbortController().signal

/** One load for all; a row that the server refuses ends it, and is told by its line. */
async function writeAll(work: RowImport, signal: AbortSignal): Promise<number> {
  const lines = new LineRuns()
  async function* rowsOf<T extends Pick<ParsedBlock, 'lines' | 'faults'>>(
    blocks: AsyncIterable<T>,
  ): AsyncGenerator<T> {
    for await (const block of blocks) {
      for (const fault of block.faults) work.rejects.add(fault)
      if (block.lines.length === 0) continue
      lines.add(block.lines)
      yield block
      work.onWritten(block.lines.length)
    }
  }
  async function* batches(): AsyncGenerator<Batch> {
    for await (const { batch } of rowsOf(work.blocks())) yield batch
  }
  const elsewhere: ElsewhereEncoded = {
    types: work.columns.map(({ type }) => type),
    read: (encoding) => rowsOf(work.encodedBlocks(encoding)),
  }
  try {
    return (await load(work, { batches: batches(), elsewhere }, signal)).writtenRows
  } catch (error) {
    const row = rowOf(error)
    if (row === null) throw error
    throw refusedLine(error as WorkbenchError, lines.lineOf(row))
  }
}

/** A refused row is kept aside, and the load goes on behind it: what stands before is written. */
async function writeAround(work: RowImport, signal: AbortSignal): Promise<number> {
  let writtenRows = 0
  const count = (rows: number): void => {
    writtenRows += rows
    work.onWritten(rows)
  }
  for await (const block of work.blocks()) {
    for (const fault of block.faults) work.rejects.add(fault)
    const { rowCount } = block.batch
    for (let from = 0; from < rowCount;) {
      try {
        await load(work, { batches: each([sliceOf(block.batch, from, rowCount)]) }, signal)
        count(rowCount - from)
        break
      } catch (error) {
        const refused = rowOf(error)
        if (refused === null || !isRefusal(error)) throw error
        count(refused)
        work.rejects.add(faultOf(work.columns, block, from + refused, error), error)
        from += refused + 1
      }
    }
  }
  return writtenRows
}

type Savepoint = NonNullable<NonNullable<Driver['dialect']['transaction']>['savepoint']>
const SAVEPOINT = 'sluice_import'

async function writeBehindSavepoints(
  work: RowImport,
  savepoint: Savepoint,
  signal: AbortSignal,
): Promise<number> {
  let writtenRows = 0
  for await (const block of work.blocks()) {
    for (const fault of block.faults) work.rejects.add(fault)
    await writeRange({ from: 0, to: block.batch.rowCount }, block)
  }
  return writtenRows

  /** A refused row is kept aside, and the rows around it are written again. */
  async function writeRange({ from, to }: Range, block: ParsedBlock): Promise<void> {
    if (from >= to) return
    const run = (sql: string) => sql && collectRows(work.connection, { sql }, signal)
    await run(savepoint.set(SAVEPOINT))
    try {
      await load(work, { batches: each([sliceOf(block.batch, from, to)]) }, signal)
      await run(savepoint.release(SAVEPOINT))
      writtenRows += to - from
      work.onWritten(to - from)
    } catch (error) {
      if (!isRefusal(error)) throw error
      await run(savepoint.rollbackTo(SAVEPOINT))
      await run(savepoint.release(SAVEPOINT))
      const refused = rowOf(error)
      if (refused === null && to - from > 1) {
        const middle = (from + to) >> 1
        await writeRange({ from, to: middle }, block)
        await writeRange({ from: middle, to }, block)
        return
      }
      const row = from + (refused ?? 0)
      await writeRange({ from, to: row }, block)
      work.rejects.add(faultOf(work.columns, block, row, error), error)
      await writeRange({ from: row + 1, to }, block)
    }
  }
}

type Range = { readonly from: number; readonly to: number }

/** The server has something against a row, and not against the load as such. */
const isRefusal = (error: unknown): error is WorkbenchError =>
  error instanceof WorkbenchError &&
  (error.code === 'constraint-violation' || rowOf(error) !== null)

function load(
  { connection, target, columns }: RowImport,
  rows: Pick<BulkLoad, 'batches' | 'elsewhere'>,
  signal: AbortSignal,
) {
  return connection.bulkInsert!(
    {
      schema: target.schema,
      table: target.table,
      columns: columns.map((column) => column.target),
      ...(columns.some(({ point }) => point) && {
        points: columns.map(({ point }) => point ?? { role: 'field' }),
      }),
      ...rows,
    },
    signal,
  )
}

async function* each<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values
}

function sliceOf(batch: Batch, from: number, to: number): Batch {
  if (from === 0 && to === batch.rowCount) return batch
  return {
    rowCount: to - from,
    columns: batch.columns.map(
      (column) => copyRows([{ column, from, to }], column.type, Infinity).column,
    ),
  }
}

function faultOf(
  columns: readonly ImportColumn[],
  { batch, lines }: ParsedBlock,
  row: number,
  error: WorkbenchError,
) {
  const cells: (string | null)[] = []
  columns.forEach(({ source }, index) => {
    const column = batch.columns[index]!
    const raw = readCell(column, row)
    cells[source] = raw === null ? null : cellText(column.type, raw)
  })
  const reason = error.message.split('\n').join(' ')
  return { line: lines[row]!, reason, cells: Array.from(cells, (cell) => cell ?? null) }
}
