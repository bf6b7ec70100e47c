/** Messages to the server (PostgreSQL's manual, "Message Formats"). */

const encoder = new TextEncoder()
const NUL = new Uint8Array(1)

/** How a cell crosses the wire: as the server's text for it, or in its type's binary form. */
export const TEXT_FORMAT = 0
export const BINARY_FORMAT = 1
export type CellFormat = typeof TEXT_FORMAT | typeof BINARY_FORMAT

/** A bound value: null, or its bytes in one of the two formats. */
export type BoundValue = { readonly bytes: Uint8Array; readonly format: CellFormat } | null

/** One simple query: one or several statements, results in text. */
export const query = (sql: string): Uint8Array => message('Q', cString(sql))

/**
 * Prepares a statement; '' is the nameless one, which lasts until the next. Placeholders whose type is
 * not given get the one that stands beside them.
 */
export const parse = (sql: string, name = '', typeOids: readonly number[] = []): Uint8Array =>
  message('P', cString(name), cString(sql), int16(typeOids.length), ...typeOids.map(int32))

export const describeStatement = (name = ''): Uint8Array =>
  message('D', encoder.encode('S'), cString(name))

export function bind(
  values: readonly BoundValue[],
  resultFormats: readonly CellFormat[],
  name = '',
): Uint8Array {
  return message(
    'B',
    NUL, // the nameless portal
    cString(name),
    int16(values.length),
    ...values.map((value) => int16(value?.format ?? TEXT_FORMAT)),
    int16(values.length),
    ...values.flatMap((value) => (value ? [int32(value.bytes.length), value.bytes] : [int32(-1)])),
    int16(resultFormats.length),
    ...resultFormats.map(int16),
  )
}

/** Runs the nameless portal to its end. */
export const execute = (): Uint8Array => message('E', NUL, int32(0))
export const closeStatement = (name: string): Uint8Array =>
  message('C', encoder.encode('S'), cString(name))
/**
 * `bind`, `execute` and, unless others share it, `sync` of the nameless portal in one piece: all that a
 * described statement needs. Written in place, since short statements come many thousand times a second.
 */
export function bindAndExecute(
  values: readonly BoundValue[],
  resultFormats: readonly CellFormat[],
  { name = '', end = EXECUTE_AND_SYNC }: { name?: string | undefined; end?: Uint8Array } = {},
): Uint8Array {
  let bodyBytes = 12 + Buffer.byteLength(name) + 6 * values.length + 2 * resultFormats.length
  for (const value of values) bodyBytes += value?.bytes.length ?? 0
  const bytes = Buffer.allocUnsafe(1 + bodyBytes + end.length)
  let at = bytes.write('B', 'latin1')
  at = bytes.writeInt32BE(bodyBytes, at)
  at = bytes.writeInt8(0, at) // the nameless portal
  at += bytes.write(name, at)
  at = bytes.writeInt8(0, at)
  at = bytes.writeInt16BE(values.length, at)
  for (const value of values) at = bytes.writeInt16BE(value?.format ?? TEXT_FORMAT, at)
  at = bytes.writeInt16BE(values.length, at)
  for (const value of values) {
    at = bytes.writeInt32BE(value ? value.bytes.length : -1, at)
    if (value) bytes.set(value.bytes, at)
    at += value?.bytes.length ?? 0
  }
  at = bytes.writeInt16BE(resultFormats.length, at)
  for (const format of resultFormats) at = bytes.writeInt16BE(format, at)
  bytes.set(end, at)
  return bytes
}

/** Asks for the answers so far, without ending the implicit transaction. */
export const flush = (): Uint8Array => message('H')
export const sync = (): Uint8Array => message('S')
export const EXECUTE = execute()
const EXECUTE_AND_SYNC = Buffer.concat([EXECUTE, sync()])
export const terminate = (): Uint8Array => message('X')
/** Room for a header in front of the data, which `copyData` fills in. */
export const COPY_HEADER_BYTES = 5

/** Makes a CopyData message of bytes whose first `COPY_HEADER_BYTES` are still free. */
export function copyData<T extends Uint8Array>(bytes: T): T {
  bytes[0] = 0x64 // d
  new DataView(bytes.buffer, bytes.byteOffset).setInt32(1, bytes.length - 1)
  return bytes
}
export const copyDone = (): Uint8Array => message('c')
export const copyFail = (reason: string): Uint8Array => message('f', cString(reason))

export function sslRequest(): Uint8Array {
  return Buffer.concat([int32(8), int32(80_877_103)])
}

/** Opens, in place of a login, a connection that asks for a running statement to be stopped. */
export function cancelRequest({ processId, secretKey }: CancelKey): Uint8Array {
  return Buffer.concat([int32(16), int32(80_877_102), int32(processId), int32(secretKey)])
}
export type CancelKey = { readonly processId: number; readonly secretKey: number }

function message(code: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 4)
  return Buffer.concat([encoder.encode(code), int32(length), ...parts], length + 1)
}

function cString(text: string): Uint8Array {
  return encoder.encode(`${text}\0`)
}

function int16(value: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(2)
  bytes.writeInt16BE(value)
  return bytes
}

function int32(value: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(4)
  bytes.writeInt32BE(value)
  return bytes
}
