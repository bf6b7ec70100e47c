import { cellText } from '../../../contract/cellText.ts'
import { type Column, isNumeric } from '../../../contract/columns.ts'
import type { Batch, ColumnData } from '../Batch.ts'
import { readCell } from '../readCell.ts'
import { ByteWriter } from './ByteWriter.ts'
import type { RowEncoder } from './RowEncoder.ts'

/** What Markdown would take for its own; an underscore within a word is none of it. */
const SPECIAL = /[\\`*<>[\]|~$]|&(?=[#a-zA-Z])|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu
const LINE_BREAK = /\r\n|[\r\n]/g

/**
 * A table of GitHub's Markdown (https://github.github.com/gfm/#tables-extension-), numbers to the
 * right. Values are shown as they are: what Markdown would read as markup is escaped. NULL is in
 * italics, which tells it from text.
 */
export class MarkdownEncoder implements RowEncoder {
  readonly #writer = new ByteWriter()

  header(columns: readonly Column[]): Uint8Array {
    this.#writeRow(columns.map(({ name }) => escapeMarkdown(name)))
    this.#writeRow(columns.map(({ type }) => (isNumeric(type) ? '---:' : '---')))
    return this.#writer.take()
  }

  batch({ rowCount, columns }: Batch): Uint8Array {
    for (let row = 0; row < rowCount; row++)
      this.#writeRow(columns.map((column) => markdownCell(column, row)))
    return this.#writer.take()
  }

  footer(): Uint8Array {
    return new Uint8Array()
  }

  #writeRow(cells: readonly string[]): void {
    this.#writer.text(`| ${cells.join(' | ')} |\n`)
  }
}

function markdownCell(column: ColumnData, row: number): string {
  const raw = readCell(column, row)
  return raw === null ? '*NULL*' : escapeMarkdown(cellText(column.type, raw))
}

const escapeMarkdown = (text: string): string =>
  text.replace(SPECIAL, '\\$&').replace(LINE_BREAK, '<br>')
