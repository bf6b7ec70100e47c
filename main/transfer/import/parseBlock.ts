import { columnTypeName } from '../../../contract/columnTypeName.ts'
import type { ImportColumn } from '../../../contract/imports.ts'
import type { Batch } from '../../frame/Batch.ts'
import { type AnyColumnBuilder, createColumnBuilder } from '../../frame/ColumnBuilder.ts'
import { copyRows, type RowRange } from '../../frame/copyRows.ts'
import { type CellBlock, cellTextAt, type FaultyRow, rowTexts } from './CellBlock.ts'
import { asciiOf, cellParser } from './cellParsers.ts'

export type ParsedBlock = {
  readonly batch: Batch
  /** The line of each row of the batch. */
  readonly lines: Float64Array
  readonly faults: readonly FaultyRow[]
}

type Plan = { readonly columns: readonly ImportColumn[]; readonly decimalMark: '.' | ',' }

const SPACE = 0x20
/** Longer values are cut in a reason. */
const SHOWN_CHARACTERS = 60

/** A reader of blocks, one after the other; its columns keep the room that the ones before needed. */
export function blockParser({ columns, decimalMark }: Plan): (block: CellBlock) => ParsedBlock {
  const builders = columns.map(({ type }) => createColumnBuilder(type))
  return (block) => parseBlock(block, { columns, decimalMark, builders })
}

/** Reads the cells of a block in the types of a plan, column by column; bad rows are left out. */
function parseBlock(
  block: CellBlock,
  { columns, decimalMark, builders }: Plan & { readonly builders: readonly AnyColumnBuilder[] },
): ParsedBlock {
  const reasons = new Map<number, string>()
  const text = { bytes: block.bytes, asciiAt: asciiOf(block.bytes), decimalMark }
  const data = columns.map((column, index) => {
    const builder = builders[index]!
    const parse = cellParser(column.type, builder, text)
    const isText = column.type.kind === 'text' && column.type.mark === undefined
    const { bytes, starts, ends, rowCount, columnCount } = block
    for (let row = 0, at = column.source; row < rowCount; row++, at += columnCount) {
      let start = column.source < columnCount ? starts[at]! : -1
      let end = ends[at]!
      if (start >= 0 && !isText) {
        while (start < end && bytes[start] === SPACE) start++
        while (end > start && bytes[end - 1] === SPACE) end--
        // No value of these types is empty: a quoted nothing is one as well.
        if (start === end) start = -1
      }
      if (start < 0) builder.appendNull()
      else if (!parse(start, end)) {
        builder.appendNull()
        if (!reasons.has(row)) reasons.set(row, reasonOf(block, row, column))
      }
    }
    return builder.finish()
  })
  const batch = { rowCount: block.rowCount, columns: data }
  if (reasons.size === 0) return { batch, lines: block.lines, faults: [] }
  const faults = [...reasons]
    .toSorted(([a], [b]) => a - b)
    .map(([row, reason]) => ({ line: block.lines[row]!, reason, cells: rowTexts(block, row) }))
  return { ...withoutRows(batch, block.lines, reasons), faults }
}

function reasonOf(block: CellBlock, row: number, { source, target, type }: ImportColumn): string {
  const text = cellTextAt(block, row, source) ?? ''
  const shown = text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text
  return `“${shown}” for ${target} is no ${columnTypeName(type)}.`
}

/** The rows of a batch that are not among the ones to leave out. */
export function withoutRows(
  { rowCount, columns }: Batch,
  lines: Float64Array,
  left: { has(row: number): boolean },
): { batch: Batch; lines: Float64Array } {
  const kept = Array.from({ length: rowCount }, (_, row) => row).filter((row) => !left.has(row))
  return {
    batch: {
      rowCount: kept.length,
      columns: columns.map((column) => {
        const ranges: RowRange[] = kept.map((from) => ({ column, from, to: from + 1 }))
        return kept.length === 0
          ? createColumnBuilder(column.type).finish()
          : copyRows(ranges, column.type, Infinity).column
      }),
    },
    lines: Float64Array.from(kept, (row) => lines[row]!),
  }
}
