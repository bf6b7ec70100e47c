/** The value of a cell of kind `any`, whose first character is its class tag (see `ColumnType`). */
export function taggedValue(tagged: string): bigint | number | string | Uint8Array {
  const value = tagged.slice(1)
  switch (tagged[0]) {
    case 'i':
      return BigInt(value)
    case 'r':
      return Number(value.replace('Inf', 'Infinity'))
    case 'b':
      return Uint8Array.from(Buffer.from(value, 'hex'))
    default:
      return value
  }
}
