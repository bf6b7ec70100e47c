/** What the central directory of a zip archive says of its files (APPNOTE.TXT, 4.3.12 and 4.3.16). */
export type ZipEntry = { readonly name: string; readonly sizeBytes: number }

const END_SIGNATURE = 0x06054b50
const END_BYTES = 22
const ENTRY_SIGNATURE = 0x02014b50
const ENTRY_BYTES = 46
const MAX_COMMENT_BYTES = 65_535

/** Null: the bytes are no whole zip archive. */
export function zipEntries(bytes: Buffer): ZipEntry[] | null {
  const endAt = findEnd(bytes)
  if (endAt < 0) return null
  const entries: ZipEntry[] = []
  let at = bytes.readUInt32LE(endAt + 16)
  for (let left = bytes.readUInt16LE(endAt + 10); left > 0; left--) {
    if (at + ENTRY_BYTES > endAt || bytes.readUInt32LE(at) !== ENTRY_SIGNATURE) return null
    const nameBytes = bytes.readUInt16LE(at + 28)
    entries.push({
      name: bytes.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes),
      sizeBytes: bytes.readUInt32LE(at + 24),
    })
    at += ENTRY_BYTES + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

function findEnd(bytes: Buffer): number {
  const lowest = Math.max(0, bytes.length - END_BYTES - MAX_COMMENT_BYTES)
  for (let at = bytes.length - END_BYTES; at >= lowest; at--)
    if (bytes.readUInt32LE(at) === END_SIGNATURE) return at
  return -1
}
