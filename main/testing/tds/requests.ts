import { ByteReader } from './ByteReader.ts'
import { readTypeInfo, readValue } from './readValue.ts'
import type { ServerType, Value } from './types.ts'

/** Behind the headers, which tell the transaction (MS-TDS 2.2.5.3). */
const behindHeaders = (body: Buffer): Buffer => body.subarray(body.readUInt32LE(0))

export const batchText = (body: Buffer): string => behindHeaders(body).toString('utf16le')

export type RpcParameter = {
  readonly name: string
  readonly isOutput: boolean
  readonly type: ServerType
  readonly value: Value
}
export type Rpc = { readonly procedure: string; readonly parameters: readonly RpcParameter[] }

const PROCEDURE_BY_NUMBER: Readonly<Record<number, string>> = {
  10: 'sp_executesql',
  11: 'sp_prepare',
  12: 'sp_execute',
  13: 'sp_prepexec',
  15: 'sp_unprepare',
}

/** A call of a procedure (MS-TDS 2.2.6.6). */
export function readRpc(body: Buffer): Rpc {
  const from = new ByteReader(behindHeaders(body))
  const nameLength = from.uint16()
  const procedure =
    nameLength === 0xffff
      ? (PROCEDURE_BY_NUMBER[from.uint16()] ?? 'unknown procedure')
      : from.utf16(nameLength)
  from.uint16()
  const parameters: RpcParameter[] = []
  while (!from.isAtEnd) {
    const name = from.shortText()
    const isOutput = (from.uint8() & 1) > 0
    const type = readTypeInfo(from)
    parameters.push({ name, isOutput, type, value: readValue(from, type) })
  }
  return { procedure, parameters }
}

export type TransactionRequest = {
  readonly kind: 'begin' | 'commit' | 'rollback' | 'save'
  readonly name: string
}

const KIND_BY_NUMBER: Readonly<Record<number, TransactionRequest['kind']>> = {
  5: 'begin',
  7: 'commit',
  8: 'rollback',
  9: 'save',
}

export function readTransactionRequest(body: Buffer): TransactionRequest {
  const from = new ByteReader(behindHeaders(body))
  const kind = KIND_BY_NUMBER[from.uint16()]
  if (!kind) throw new Error('This server knows no such request')
  if (kind === 'begin') from.uint8()
  return { kind, name: from.isAtEnd ? '' : from.utf16(from.uint8() / 2) }
}

/** Rows of a bulk load in the order of the columns that it describes itself. */
export function readBulkRows(body: Buffer): { types: ServerType[]; rows: Value[][] } {
  const from = new ByteReader(body)
  const types: ServerType[] = []
  const rows: Value[][] = []
  while (!from.isAtEnd) {
    const token = from.uint8()
    if (token === 0x81) {
      for (let left = from.uint16(); left > 0; left--) {
        from.bytes(6)
        types.push(readTypeInfo(from))
        from.shortText()
      }
    } else if (token === 0xd1) rows.push(types.map((type) => readValue(from, type)))
    else break
  }
  return { types, rows }
}
