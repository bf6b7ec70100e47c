/** Beyond this, joining texts would cost more memory than time, and may pass V8's longest string. */
const JOIN_UP_TO_LENGTH = 16 * 1024 * 1024

/** Texts as UTF-8 one after the other, with `length + 1` positions. */
export function encodeTexts(texts: readonly string[]): { bytes: Uint8Array; offsets: Int32Array } {
  const offsets = new Int32Array(texts.length + 1)
  for (let index = 0; index < texts.length; index++)
    offsets[index + 1] = offsets[index]! + texts[index]!.length
  const length = offsets[texts.length]!
  const bytes =
    length <= JOIN_UP_TO_LENGTH
      ? Buffer.from(texts.join(''))
      : Buffer.concat(texts.map((text) => Buffer.from(text)))
  // As many bytes as UTF-16 units: all is ASCII, and the positions are right already.
  if (bytes.length > length) {
    for (let index = 0; index < texts.length; index++)
      offsets[index + 1] = offsets[index]! + Buffer.byteLength(texts[index]!)
  }
  return { bytes: plain(bytes), offsets }
}

/** The same bytes as what all others expect: a Buffer's `slice` is no copy. */
export const plain = ({ buffer, byteOffset, length }: Buffer): Uint8Array =>
  new Uint8Array(buffer, byteOffset, length)
