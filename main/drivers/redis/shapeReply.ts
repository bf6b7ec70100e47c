import { type Reply, ReplyMap } from './wire/Reply.ts'

/** How the elements of a reply become rows. */
export type Shape = {
  /** Names of the columns, where they are known before the first row. */
  readonly columns?: readonly string[]
  /** The columns behind those of the first row are not there. */
  readonly isTrimmed?: boolean
  /** Rows of one element of the reply's list; its cells in order, or by name in a map. */
  rows(element: Reply): readonly Row[]
}
export type Row = readonly Reply[] | ReplyMap

const isList = (reply: Reply): reply is readonly Reply[] => Array.isArray(reply)

const single = (element: Reply): Row[] => [[element]]
/** A list within is a row of its own, a map too. */
const spread = (element: Reply): Row[] => [
  isList(element) && element.length > 0
    ? element
    : element instanceof ReplyMap
      ? element
      : [element],
]
const named = (...columns: string[]): Shape => ({ columns, rows: spread })

const ENTRIES: Shape = { columns: ['id', 'fields'], rows: (entry) => [streamRow(entry)] }

/** An entry of a stream; its fields come as a flat list, where a name may stand twice. */
function streamRow(entry: Reply): Row {
  if (!isList(entry)) return [entry]
  const [id = null, fields = null] = entry
  return [id, isList(fields) ? new ReplyMap(fields) : fields]
}

/** The score is there where it was asked for. */
const SCORED: Shape = { columns: ['member', 'score'], isTrimmed: true, rows: spread }

/** By the command, where its reply says less of itself than is known. */
const SHAPES: Readonly<Record<string, Shape>> = {
  'ACL LOG': { rows: spread },
  'CONFIG GET': named('name', 'value'),
  GEOPOS: named('longitude', 'latitude'),
  HGETALL: named('field', 'value'),
  HRANDFIELD: { rows: spread },
  'SLOWLOG GET': named('id', 'time', 'microseconds', 'command', 'client', 'name'),
  XRANGE: ENTRIES,
  XREVRANGE: ENTRIES,
  ZDIFF: SCORED,
  ZINTER: SCORED,
  ZRANDMEMBER: SCORED,
  ZRANGE: SCORED,
  ZRANGEBYSCORE: SCORED,
  ZREVRANGE: SCORED,
  ZREVRANGEBYSCORE: SCORED,
  ZUNION: SCORED,
}

const LIST: Shape = { rows: spread }
const MAP: Shape = named('key', 'value')

/** How the elements of a list or the entries of a map become rows. */
export const shapeOf = (command: string, kind: 'list' | 'map'): Shape =>
  SHAPES[command] ?? (kind === 'map' ? MAP : LIST)

/** The replies of SCAN and its kin: where to go on, and what was found. */
export type ScanPage = {
  readonly cursor: string
  readonly shape: Shape
  readonly elements: readonly Reply[]
}

const SCANS: Readonly<Record<string, Shape & { readonly width: number }>> = {
  SCAN: { columns: ['key'], rows: single, width: 1 },
  SSCAN: { columns: ['member'], rows: single, width: 1 },
  HSCAN: { columns: ['field', 'value'], rows: spread, width: 2 },
  ZSCAN: { columns: ['member', 'score'], rows: spread, width: 2 },
}

export const isScan = (command: string): boolean => command in SCANS

/** Null: not the reply of a scan. */
export function scanPage(command: string, reply: readonly Reply[]): ScanPage | null {
  const shape = SCANS[command]
  const [cursor, found] = reply
  if (!shape || !(cursor instanceof Buffer) || !found || !isList(found)) return null
  const { width } = shape
  const elements =
    width === 1
      ? found
      : Array.from({ length: found.length / width }, (_, at) =>
          found.slice(at * width, (at + 1) * width),
        )
  return { cursor: cursor.toString(), shape, elements }
}

/** XREAD and XREADGROUP: streams by name, each with entries. */
export const isStreamRead = (command: string): boolean => /^XREAD(GROUP)?$/.test(command)

export const STREAM_READ: Shape = {
  columns: ['stream', 'id', 'fields'],
  rows: (element) => {
    const [stream = null, entries = null] = isList(element) ? element : []
    return isList(entries)
      ? entries.map((entry) => [stream, ...(streamRow(entry) as readonly Reply[])])
      : [[stream]]
  },
}
