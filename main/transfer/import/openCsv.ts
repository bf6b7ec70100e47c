import type { ImportSource } from '../../../contract/imports.ts'
import { type CellBlock, rowTexts } from './CellBlock.ts'
import { CsvScanner, type ScannedRows } from './CsvScanner.ts'
import type { SourceReader, SourceRows } from './SourceReader.ts'
import { uniqueNames } from './uniqueNames.ts'
import { Utf8File } from './Utf8File.ts'

export function openCsv({ path, csv }: ImportSource): SourceReader {
  const file = new Utf8File(path, csv.encoding)
  const scanner = new CsvScanner(csv)
  const scan = (): ScannedRows | null => {
    for (;;) {
      const found = scanner.next()
      if (found) return found
      const chunk = file.next()
      scanner.push(chunk)
      if (chunk === null) return scanner.next()
    }
  }
  try {
    const first = scan()
    const header = first && csv.hasHeader ? rowTexts(first.block, 0) : null
    const columnCount = first?.block.columnCount ?? 0
    return {
      names: uniqueNames(header?.map((name) => name ?? '') ?? Array(columnCount).fill('')),
      types: null,
      sheets: [],
      get readBytes() {
        return file.readBytes
      },
      totalBytes: file.totalBytes,
      *rows(): Iterable<SourceRows> {
        let found = first && header ? { ...first, block: withoutFirstRow(first.block) } : first
        for (; found; found = scan()) yield { kind: 'cells', ...found }
      },
      close: () => file.close(),
    }
  } catch (error) {
    file.close()
    throw error
  }
}

function withoutFirstRow(block: CellBlock): CellBlock {
  const { columnCount } = block
  return {
    ...block,
    rowCount: block.rowCount - 1,
    starts: block.starts.subarray(columnCount),
    ends: block.ends.subarray(columnCount),
    lines: block.lines.subarray(1),
  }
}
