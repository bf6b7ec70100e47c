import { cellText } from '../../../contract/cellText.ts'
import { isSameType } from '../../../contract/columns.ts'
import type { ImportColumn, ImportSource } from '../../../contract/imports.ts'
import type { Batch, ColumnData } from '../../frame/Batch.ts'
import { readCell } from '../../frame/readCell.ts'
import type { CellBlock } from './CellBlock.ts'
import { CellBlockBuilder } from './CellBlockBuilder.ts'
import { blockParser, type ParsedBlock } from './parseBlock.ts'
import type { SourceReader, SourceRows } from './SourceReader.ts'

export type ReadPlan = {
  readonly source: ImportSource
  readonly columns: readonly ImportColumn[]
  /** The file's columns as the look at the whole file found them. */
  readonly names: readonly string[]
}

/** The rows of a file in the types of a plan. */
export async function* readRows(reader: SourceReader, plan: ReadPlan): AsyncGenerator<ParsedBlock> {
  const asPlanned = rowsAsPlanned(plan)
  for await (const rows of reader.rows()) yield asPlanned(rows)
}

function rowsAsPlanned({ source, columns }: ReadPlan): (rows: SourceRows) => ParsedBlock {
  const decimalMark = source.format === 'csv' ? source.csv.decimalMark : '.'
  const parseCells = blockParser({ columns, decimalMark })
  const moved = columns.map((column, index) => ({ ...column, source: index }))
  const parseMoved = blockParser({ columns: moved, decimalMark })
  return (rows) => {
    if (rows.kind === 'batch') return typedAsPlanned(rows, columns, parseMoved)
    const parsed = parseCells(rows.block)
    const faults = [...rows.faults, ...parsed.faults].toSorted((a, b) => a.line - b.line)
    return { ...parsed, faults }
  }
}

function typedAsPlanned(
  { batch, firstLine }: Extract<SourceRows, { kind: 'batch' }>,
  columns: readonly ImportColumn[],
  parse: (block: CellBlock) => ParsedBlock,
): ParsedBlock {
  const data = columns.map((column) => batch.columns[column.source]!)
  const lines = Float64Array.from({ length: batch.rowCount }, (_, row) => firstLine + row)
  if (columns.every(({ type }, index) => isSameType(type, data[index]!.type)))
    return { batch: { rowCount: batch.rowCount, columns: data }, lines, faults: [] }
  // Another type is read from the exact text of the file's value.
  return parse(asCells({ rowCount: batch.rowCount, columns: data }, lines))
}

function asCells({ rowCount, columns }: Batch, lines: Float64Array): CellBlock {
  const builder = new CellBlockBuilder()
  for (let row = 0; row < rowCount; row++)
    builder.add(
      lines[row]!,
      columns.map((column) => textCell(column, row)),
    )
  return builder.take(columns.length)
}

function textCell(column: ColumnData, row: number) {
  const raw = readCell(column, row)
  return raw === null ? null : { text: cellText(column.type, raw), isText: false }
}
