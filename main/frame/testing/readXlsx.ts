import { crc32, inflateRawSync } from 'node:zlib'

/** `type` and `style` as they stand in the file; null where they do not. */
export type SheetCell = { type: string | null; style: string | null; value: string }

/** Each sheet's rows, a cell under the letters of its column. Reads by the zip's directory alone. */
export function readXlsx(file: Uint8Array): Record<string, SheetCell>[][] {
  const parts = readZip(file)
  const workbook = parts.get('xl/workbook.xml')!
  const relations = parts.get('xl/_rels/workbook.xml.rels')!
  return [...workbook.matchAll(/<sheet [^>]*r:id="(\w+)"/g)].map(([, id]) => {
    const [, target] = new RegExp(`Id="${id}"[^>]*Target="([^"]+)"`).exec(relations)!
    return readRows(parts.get(`xl/${target}`)!)
  })
}

export function readZip(bytes: Uint8Array): Map<string, string> {
  const file = Buffer.from(bytes)
  const end = file.lastIndexOf(Buffer.from('PK\u0005\u0006'))
  const parts = new Map<string, string>()
  let at = file.readUInt32LE(end + 16)
  for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = file.readUInt16LE(at + 28)
    const name = file.toString('utf8', at + 46, at + 46 + nameLength)
    const packedBytes = file.readUInt32LE(at + 20)
    const local = file.readUInt32LE(at + 42)
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
    const content = inflateRawSync(file.subarray(start, start + packedBytes))
    const isWhole =
      crc32(content) === file.readUInt32LE(at + 16) && content.length === file.readUInt32LE(at + 24)
    if (!isWhole) throw new Error(`“${name}” is not what the directory says.`)
    parts.set(name, content.toString())
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return parts
}

const CELL =
  /<c r="([A-Z]+)(\d+)"(?: s="(\d+)")?(?: t="(\w+)")?>(?:<v>([^<]*)<\/v>|<is><t xml:space="preserve">([^<]*)<\/t><\/is>)<\/c>/g

function readRows(sheet: string): Record<string, SheetCell>[] {
  return [...sheet.matchAll(/<row r="(\d+)">(.*?)<\/row>/gs)].map(([, number, content], index) => {
    if (Number(number) !== index + 1) throw new Error(`Row ${number} stands at ${index + 1}.`)
    const cells: Record<string, SheetCell> = {}
    for (const [, column, row, style, type, plain, inline] of content!.matchAll(CELL)) {
      if (row !== number) throw new Error(`Cell ${column}${row} stands in row ${number}.`)
      cells[column!] = { type: type ?? null, style: style ?? null, value: decode(plain ?? inline!) }
    }
    // What the pattern does not know would be left out without a word.
    if (content!.replaceAll(CELL, '') !== '') throw new Error(`Row ${number} reads ${content}`)
    return cells
  })
}

const decode = (xml: string): string =>
  xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number(`0x${hex}`)))
