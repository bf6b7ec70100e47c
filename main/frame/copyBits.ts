/** Copies a run of bits into a zeroed target; a source of null stands for bits all set. */
export function copyBits(
  source: Uint8Array | null,
  from: number,
  target: Uint8Array,
  at: number,
  count: number,
): void {
  for (let index = 0; index < count; index++) {
    const isSet = source === null || (source[(from + index) >> 3]! >> ((from + index) & 7)) & 1
    if (isSet) target[(at + index) >> 3]! |= 1 << ((at + index) & 7)
  }
}
