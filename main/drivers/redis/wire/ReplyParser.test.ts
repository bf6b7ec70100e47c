import { expect, test } from 'vitest'
import { type Reply, ReplyError, ReplyMap } from './Reply.ts'
import { ReplyParser } from './ReplyParser.ts'

/** Everything a stream of bytes gives, cut into pieces of a size. */
function parse(bytes: string | Buffer, pieceBytes = Number.MAX_SAFE_INTEGER): unknown[] {
  const events: unknown[] = []
  const parser = new ReplyParser(recorder(events))
  const all = Buffer.from(bytes as string)
  for (let at = 0; at < all.length; at += pieceBytes)
    parser.feed(all.subarray(at, Math.min(all.length, at + pieceBytes)))
  return events
}

const recorder = (events: unknown[]) => ({
  value: (value: Reply) => void events.push(plain(value)),
  begin: (kind: string, length: number) => void events.push(`${kind} of ${length}`),
  element: (value: Reply) => void events.push(['element', plain(value)]),
  end: () => void events.push('end'),
})

function plain(value: Reply): unknown {
  if (value instanceof Buffer) return `bytes ${value.toString('latin1')}`
  if (value instanceof ReplyError) return `error ${value.line}`
  if (value instanceof ReplyMap) return { map: value.entries.map((pair) => pair.map(plain)) }
  return Array.isArray(value) ? value.map(plain) : value
}

const STREAM =
  '+OK\r\n-ERR no\r\n:42\r\n:-9223372036854775808\r\n(99999999999999999999\r\n,1.5\r\n,-inf\r\n#t\r\n_\r\n' +
  '$5\r\nhe\r\no\r\n$-1\r\n=7\r\ntxt:abc\r\n!5\r\nERR x\r\n*0\r\n' +
  '*3\r\n:1\r\n*2\r\n$1\r\na\r\n*0\r\n%1\r\n+k\r\n~1\r\n#f\r\n' +
  '>2\r\n+invalidate\r\n*1\r\n$1\r\nk\r\n' +
  '|1\r\n+ttl\r\n:9\r\n%2\r\n$1\r\na\r\n:1\r\n$1\r\nb\r\n*1\r\n:2\r\n'

const EVENTS = [
  ...['OK', 'error ERR no', 42n, -9_223_372_036_854_775_808n, 99_999_999_999_999_999_999n],
  ...[1.5, -Infinity, true, null, 'bytes he\r\no', null, 'bytes abc', 'error ERR x'],
  ...['list of 0', 'end'],
  ...['list of 3', ['element', 1n], ['element', ['bytes a', []]]],
  ...[['element', { map: [['k', [false]]] }], 'end'],
  ...['map of 2', ['element', 'bytes a'], ['element', 1n], ['element', 'bytes b']],
  ...[['element', [2n]], 'end'],
]

test('reads every kind of reply, however the stream is cut', () => {
  for (const pieceBytes of [1, 2, 3, 7, 64, 10_000])
    expect(parse(STREAM, pieceBytes), `in pieces of ${pieceBytes}`).toEqual(EVENTS)
})

test('stops in the midst of a chunk while it is paused', () => {
  const events: unknown[] = []
  const parser: ReplyParser = new ReplyParser({
    ...recorder(events),
    element: (value) => {
      events.push(value)
      parser.pause()
    },
  })
  parser.feed(Buffer.from('*3\r\n:1\r\n:2\r\n:3\r\n'))
  expect(events).toEqual(['list of 3', 1n])
  parser.resume()
  expect(events).toEqual(['list of 3', 1n, 2n])
  parser.resume()
  parser.resume()
  expect(events).toEqual(['list of 3', 1n, 2n, 3n, 'end'])
})

test('refuses what is not RESP', () => {
  expect(() => parse('HTTP/1.1 400 Bad Request\r\n')).toThrow(/not RESP/)
})
