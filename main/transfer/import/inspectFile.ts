import type { ImportSource, InspectedFile, RejectedRow } from '../../../contract/imports.ts'
import type { CellBlock } from './CellBlock.ts'
import { openSource } from './SourceReader.ts'
import { TypeGuess } from './TypeGuess.ts'

/** How many rejected rows are told; the others are counted. */
export const TOLD_REJECTS = 100

/** Reads a file to its end and guesses its columns' types from every cell. */
export async function inspectFile(
  source: ImportSource,
  onProgress: (readBytes: number) => void,
): Promise<InspectedFile> {
  const reader = await openSource(source, null)
  const mark = source.format === 'csv' ? source.csv.decimalMark : '.'
  const guesses: TypeGuess[] = []
  const rejects: RejectedRow[] = []
  let rejectCount = 0
  let rowCount = 0
  try {
    for await (const rows of reader.rows()) {
      if (rows.kind === 'batch') rowCount += rows.batch.rowCount
      else {
        const { block, faults } = rows
        while (guesses.length < block.columnCount) guesses.push(new TypeGuess(mark))
        guesses.forEach((guess, column) => addColumn(guess, block, column))
        rowCount += block.rowCount + faults.length
        rejectCount += faults.length
        const room = TOLD_REJECTS - rejects.length
        rejects.push(...faults.slice(0, room).map(({ line, reason }) => ({ line, reason })))
      }
      onProgress(reader.readBytes)
    }
    const { names, types, sheets, totalBytes } = reader
    return {
      columns: names.map((name, index) => ({
        name,
        type: types?.[index] ?? guesses[index]?.type ?? { kind: 'text' },
      })),
      rowCount,
      sizeBytes: totalBytes,
      rejects,
      rejectCount,
      sheets: [...sheets],
    }
  } finally {
    reader.close()
  }
}

function addColumn(guess: TypeGuess, block: CellBlock, column: number): void {
  const { bytes, starts, ends, rowCount, columnCount, isText } = block
  if (column >= columnCount) return
  for (let row = 0, at = column; row < rowCount; row++, at += columnCount) {
    const start = starts[at]!
    if (start >= 0) guess.add(bytes, start, ends[at]!, isText !== null && isText[at] === 1)
  }
}
