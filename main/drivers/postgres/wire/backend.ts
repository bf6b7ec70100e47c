import type { MessageBytes } from './Wire.ts'

/** Codes of the server's messages (PostgreSQL's manual, "Message Formats"). */
export const BACKEND = {
  commandComplete: code('C'),
  copyData: code('d'),
  copyInResponse: code('G'),
  copyOutResponse: code('H'),
  dataRow: code('D'),
  emptyQuery: code('I'),
  error: code('E'),
  noData: code('n'),
  notice: code('N'),
  parameterDescription: code('t'),
  parameterStatus: code('S'),
  readyForQuery: code('Z'),
  rowDescription: code('T'),
} as const

/** What the server says of one column of a result. */
export type RowField = {
  readonly name: string
  readonly typeOid: number
  /** Length or precision as the type encodes it; -1: none. */
  readonly typeModifier: number
}

/** An error or notice by the letters of its fields: S severity, C SQLSTATE, M message, P position … */
export type ReportFields = Readonly<Record<string, string>>

/** I: idle, T: in a transaction, E: in a failed one. */
export type TransactionStatus = 'I' | 'T' | 'E'

export function readRowDescription(message: MessageBytes, start: number): RowField[] {
  const { view } = message
  const fields: RowField[] = []
  let at = start + 2
  for (let left = view.getInt16(start); left > 0; left--) {
    const [name, afterName] = readCString(message, at)
    fields.push({
      name,
      typeOid: view.getUint32(afterName + 6),
      typeModifier: view.getInt32(afterName + 12),
    })
    at = afterName + 18
  }
  return fields
}

export function readParameterTypes({ view }: MessageBytes, start: number): number[] {
  return Array.from({ length: view.getUint16(start) }, (_, index) =>
    view.getUint32(start + 2 + index * 4),
  )
}

export function readReport(message: MessageBytes, start: number): ReportFields {
  const fields: Record<string, string> = {}
  let at = start
  while (message.bytes[at] !== 0) {
    const field = String.fromCharCode(message.bytes[at]!)
    const [text, next] = readCString(message, at + 1)
    fields[field] = text
    at = next
  }
  return fields
}

/** The tag of CommandComplete, such as `INSERT 0 5`. */
export const readCommandTag = (message: MessageBytes, start: number): string =>
  readCString(message, start)[0]

export const readTransactionStatus = ({ bytes }: MessageBytes, start: number): TransactionStatus =>
  String.fromCharCode(bytes[start]!) as TransactionStatus

export function readParameterStatus(message: MessageBytes, start: number): [string, string] {
  const [name, next] = readCString(message, start)
  return [name, readCString(message, next)[0]]
}

const decoder = new TextDecoder()

function readCString({ bytes }: MessageBytes, start: number): [text: string, next: number] {
  const end = bytes.indexOf(0, start)
  return [decoder.decode(bytes.subarray(start, end)), end + 1]
}

function code(letter: string): number {
  return letter.charCodeAt(0)
}
