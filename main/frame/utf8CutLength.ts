/**
 * How many of the bytes from `start` on to keep so that no character is cut through: `limit`, or up
 * to three fewer. There must be more than `limit` bytes.
 */
export function utf8CutLength(bytes: Uint8Array, start: number, limit: number): number {
  for (let length = limit; length > limit - 4 && length >= 0; length--)
    if (!isContinuation(bytes[start + length]!)) return length
  // Not UTF-8 at all.
  return limit
}

const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80
