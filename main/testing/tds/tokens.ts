import { ByteWriter } from './ByteWriter.ts'
import type { ServerType } from './types.ts'
import { COLLATION, hasTableName, writeTypeInfo } from './writeValue.ts'

/** Kinds of DONE: of a statement, of a procedure, and of a statement inside of one. */
export const DONE = { statement: 0xfd, procedure: 0xfe, inProcedure: 0xff } as const
export const ROW = 0xd1

const STATUS = { more: 0x01, error: 0x02, count: 0x10, attention: 0x20 } as const

/** What a DONE says was done, by the first word of the statement. */
const COMMANDS: Readonly<Record<string, number>> = {
  select: 0xc1,
  insert: 0xc3,
  delete: 0xc4,
  update: 0xc5,
  merge: 0x117,
  bulk: 0xf0,
}

export type Done = {
  readonly kind?: number
  readonly hasMore?: boolean
  readonly isError?: boolean
  readonly isAttention?: boolean
  readonly command?: string
  readonly count?: number | null
}

export function done({
  kind = DONE.statement,
  hasMore = false,
  isError = false,
  isAttention = false,
  command = '',
  count = null,
}: Done): Buffer {
  const status =
    (hasMore ? STATUS.more : 0) |
    (isError ? STATUS.error : 0) |
    (count === null ? 0 : STATUS.count) |
    (isAttention ? STATUS.attention : 0)
  return new ByteWriter()
    .uint8(kind)
    .uint16(status)
    .uint16(COMMANDS[command] ?? 0)
    .uint64(BigInt(count ?? 0))
    .take()
}

export type Report = {
  readonly number: number
  readonly severity: number
  readonly state?: number
  readonly message: string
  readonly line?: number
}

/** ERROR from severity 11 on, INFO below. */
export function report({ number, severity, state = 1, message, line = 1 }: Report): Buffer {
  const body = new ByteWriter()
    .int32(number)
    .uint8(state)
    .uint8(severity)
    .longText(message)
    .shortText('TESTSERVER')
    .shortText('')
    .int32(line)
    .take()
  return new ByteWriter()
    .uint8(severity > 10 ? 0xaa : 0xab)
    .uint16(body.length)
    .bytes(body)
    .take()
}

export type ServerColumn = { readonly name: string; readonly type: ServerType }

export function columnMetadata(columns: readonly ServerColumn[]): Buffer {
  const out = new ByteWriter().uint8(0x81).uint16(columns.length)
  for (const { name, type } of columns) {
    // User type, and the flags of a column that may be NULL.
    out.uint32(0).uint16(0x09)
    writeTypeInfo(out, type)
    if (hasTableName(type)) out.uint8(1).longText('table')
    out.shortText(name)
  }
  return out.take()
}

export function loginAcknowledged(): Buffer {
  const body = new ByteWriter()
    .uint8(1)
    .bytes(Buffer.from([0x74, 0, 0, 0x04]))
    .shortText('Sluice TDS test server')
    .bytes(Buffer.from([16, 0, 0x10, 0x00]))
    .take()
  return new ByteWriter().uint8(0xad).uint16(body.length).bytes(body).take()
}

const environmentChange = (type: number, body: Buffer): Buffer =>
  new ByteWriter()
    .uint8(0xe3)
    .uint16(body.length + 1)
    .uint8(type)
    .bytes(body)
    .take()

const textChange = (type: number, to: string, from: string): Buffer =>
  environmentChange(type, new ByteWriter().shortText(to).shortText(from).take())

export const databaseChanged = (to: string, from: string) => textChange(1, to, from)
export const languageChanged = () => textChange(2, 'us_english', '')
export const packetSizeChanged = (to: number) => textChange(4, String(to), '4096')
export const collationChanged = () =>
  environmentChange(7, new ByteWriter().uint8(5).bytes(COLLATION).uint8(0).take())
export const resetAcknowledged = () => environmentChange(18, Buffer.from([0, 0]))

/** Types of the changes around transactions. */
export const TRANSACTION = { begun: 8, committed: 9, rolledBack: 10 } as const

export function transactionChanged(type: number, descriptor: bigint): Buffer {
  const number = new ByteWriter().uint64(descriptor).take()
  const body = new ByteWriter()
  if (type === TRANSACTION.begun) body.uint8(8).bytes(number).uint8(0)
  else body.uint8(0).uint8(8).bytes(number)
  return environmentChange(type, body.take())
}

export const returnStatus = (value: number): Buffer =>
  new ByteWriter().uint8(0x79).int32(value).take()

/** The value of an output parameter, which `write` puts behind its type. */
export function returnValue(
  ordinal: number,
  name: string,
  type: ServerType,
  write: (out: ByteWriter) => void,
): Buffer {
  const out = new ByteWriter().uint8(0xac).uint16(ordinal).shortText(name).uint8(1)
  out.uint32(0).uint16(0x09)
  writeTypeInfo(out, type)
  write(out)
  return out.take()
}
