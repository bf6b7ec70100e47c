import type { ImportSource } from '../../../contract/imports.ts'
import { BATCH_BYTES, BATCH_CELLS } from '../../frame/Batch.ts'
import type { FaultyRow } from './CellBlock.ts'
import { CellBlockBuilder, type SourceCell } from './CellBlockBuilder.ts'
import { MAX_COLUMNS } from './CsvScanner.ts'
import { broken, elementsOf, type JsonRecord, linesOf } from './JsonRecords.ts'
import type { SourceReader, SourceRows } from './SourceReader.ts'
import { Utf8File } from './Utf8File.ts'

/** Objects, whose keys are the columns in the order of their first appearance. */
export function openJson(
  { path, format }: ImportSource,
  knownNames: readonly string[] | null,
): SourceReader {
  const file = new Utf8File(path, 'auto')
  const places = new Map(knownNames?.map((name, index) => [name, index]))
  return {
    get names() {
      return [...places.keys()]
    },
    types: null,
    sheets: [],
    get readBytes() {
      return file.readBytes
    },
    totalBytes: file.totalBytes,
    *rows(): Iterable<SourceRows> {
      const builder = new CellBlockBuilder()
      let faults: FaultyRow[] = []
      const take = (): SourceRows => {
        const taken = { kind: 'cells' as const, block: builder.take(places.size), faults }
        faults = []
        return taken
      }
      for (const record of format === 'json' ? elementsOf(file) : linesOf(file)) {
        const cells = cellsOf(record, places, knownNames === null)
        if (cells) builder.add(record.line, cells)
        else
          faults.push({ line: record.line, reason: 'It is no JSON object.', cells: [record.text] })
        if (builder.cellCount >= BATCH_CELLS || builder.sizeBytes >= BATCH_BYTES) yield take()
      }
      yield take()
    },
    close: () => file.close(),
  }
}

/** Null: the record is JSON, but no object. */
function cellsOf(
  { text, line }: JsonRecord,
  places: Map<string, number>,
  learns: boolean,
): (SourceCell | undefined)[] | null {
  const object = parseExactly(text, line)
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return null
  const cells: (SourceCell | undefined)[] = []
  for (const [key, value] of Object.entries(object)) {
    let place = places.get(key)
    if (place === undefined) {
      if (!learns) continue
      place = places.size
      if (place >= MAX_COLUMNS) throw broken(line, `there are more than ${MAX_COLUMNS} keys`)
      places.set(key, place)
    }
    cells[place] = cellOf(value)
  }
  // A sparse array would be passed over where it has holes.
  return Array.from(cells)
}

/** JavaScript's way to keep a number's digits (https://tc39.es/proposal-json-parse-with-source). */
type ExactJson = {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown
  rawJSON(text: string): { rawJSON: string }
  isRawJSON(value: unknown): value is { rawJSON: string }
}
const exactJson = JSON as unknown as ExactJson

function parseExactly(text: string, line: number): unknown {
  try {
    return exactJson.parse(text, (_key, value, { source }) =>
      typeof value === 'number' && source !== undefined ? exactJson.rawJSON(source) : value,
    )
  } catch (error) {
    throw broken(line, (error as Error).message)
  }
}

function cellOf(value: unknown): SourceCell {
  if (value === null) return null
  if (typeof value === 'string') return { text: value, isText: true }
  if (typeof value === 'boolean') return { text: String(value), isText: false }
  if (exactJson.isRawJSON(value)) return { text: value.rawJSON, isText: false }
  return { text: JSON.stringify(value), isText: false }
}
