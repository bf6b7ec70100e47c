/**
 * Jotter, a database made for tests: lists of notes under names with slashes. Over TCP, one JSON
 * message a line, an int64 as text; prints its port. `node server.ts PASSWORD`.
 */
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises'

type Value = bigint | number | string | boolean | null
type Table = { columns: [name: string, type: string][]; rows: Iterable<Value[]> }
type Answer = Table | { changed: number } | null
type Running = { number: number; text: string; abort: AbortController }
type Session = {
  id: string
  socket: Socket
  isReadOnly: boolean
  timeoutMs: number
  folder: string
  running: Running | null
}
type Request = { number: number; run?: string; values?: string[]; stop?: number } & {
  hello?: { password: string; isReadOnly: boolean; timeoutMs: number }
  reset?: true
}

class Fault extends Error {
  readonly code: string
  constructor(code: string, text: string) {
    super(text)
    this.code = code
  }
}

const password = process.argv[2]
const lists = new Map<string, string[]>()
const sessions = new Map<string, Session>()
const WRITING = new Set(['ADD', 'DROP', 'KILL'])

const commands: Record<string, (session: Session, ...values: Value[]) => Answer | Promise<Answer>> =
  {
    ADD({ folder }, name, note) {
      const path = folder + String(name)
      lists.set(path, [...(lists.get(path) ?? []), String(note)])
      return { changed: 1 }
    },
    DROP: ({ folder }, name) => ({ changed: lists.delete(folder + String(name)) ? 1 : 0 }),
    READ({ folder }, name) {
      const notes = lists.get(folder + String(name))
      if (!notes) throw new Fault('missing', `There is no list ${folder}${String(name)}`)
      return numbered(notes.values())
    },
    COUNT: ({ folder }, name) =>
      tableOf(['count', 'int64'])([[BigInt(lists.get(folder + String(name))?.length ?? 0)]]),
    SERIES: (_session, count) => numbered(repeated('.'.repeat(100), Number(count))),
    ECHO: (_session, ...values) =>
      tableOf(...values.map((value, at): [string, string] => [String(at + 1), typeOf(value)]))([
        values,
      ]),
    LIST: (_session, folder, pattern, after, limit) =>
      tableOf(
        ['name', 'text'],
        ['notes', 'int64'],
        ['isFolder', 'bool'],
      )(
        entries(String(folder), String(pattern))
          .filter(([name]) => name > String(after))
          .slice(0, Number(limit)),
      ),
    ENTER(session, folder) {
      session.folder = `${String(folder)}/`
      return null
    },
    async WAIT({ running }, ms) {
      await wait(Number(ms), null, { signal: running!.abort.signal })
      return null
    },
    SESSIONS: () =>
      tableOf(
        ['id', 'text'],
        ['running', 'text'],
      )([...sessions.values()].map(({ id, running }) => [id, running?.text ?? null])),
    KILL(_session, id) {
      sessions.get(String(id))?.socket.destroy()
      return null
    },
  }

const tableOf =
  (...columns: Table['columns']) =>
  (rows: Iterable<Value[]>): Table => ({ columns, rows })

function* repeated(note: string, count: number): Generator<string> {
  for (let left = count; left > 0; left--) yield note
}

const numbered = (notes: Iterable<string>): Table => ({
  columns: [
    ['number', 'int64'],
    ['note', 'text'],
  ],
  rows: withNumbers(notes),
})

function* withNumbers(notes: Iterable<string>): Generator<Value[]> {
  let number = 0n
  for (const note of notes) yield [++number, note]
}

/** What stands in a folder; with a pattern, all below it whose name holds that. */
function entries(folder: string, pattern: string): [string, ...Value[]][] {
  const found = new Map<string, [string, bigint | null, boolean]>()
  for (const [path, notes] of [...lists].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const rest = path.startsWith(folder) ? path.slice(folder.length) : ''
    if (rest === '' || !rest.includes(pattern)) continue
    const end = pattern === '' ? rest.indexOf('/') : -1
    const name = end < 0 ? rest : rest.slice(0, end)
    const [, count, isFolder] = found.get(name) ?? [name, null, false]
    found.set(name, end < 0 ? [name, BigInt(notes.length), isFolder] : [name, count, true])
  }
  return [...found.values()].sort(([a], [b]) => (a < b ? -1 : 1))
}

const typeOf = (value: Value): string =>
  ({ bigint: 'int64', number: 'float64', boolean: 'bool' })[typeof value as string] ?? 'text'

/** JSON values with commas between; integers keep all their digits. */
function parseValues(text: string): Value[] {
  const exact = (_key: string, value: unknown, context?: { source: string }) =>
    typeof value === 'number' && /^-?\d+$/.test(context!.source) ? BigInt(context!.source) : value
  try {
    return JSON.parse(`[${text}]`, exact)
  } catch (error) {
    throw new Fault('syntax', (error as Error).message)
  }
}

const send = ({ socket }: Session, message: object): boolean =>
  socket.write(
    `${JSON.stringify(message, (_key, value) => (typeof value === 'bigint' ? `${value}` : value))}\n`,
  )

async function run(
  session: Session,
  { run: text = '', values = [] }: Request,
): Promise<number | null> {
  const { signal } = session.running!.abort
  const [, word = '', rest = ''] = /^\s*(\S*)\s*([^]*)$/.exec(text)!
  const command = commands[word.toUpperCase()]
  if (!command) throw new Fault('syntax', `There is no command ${word}`)
  if (session.isReadOnly && WRITING.has(word.toUpperCase()))
    throw new Fault('read-only', `${word} writes, and the session only reads`)
  const given = await command(session, ...parseValues([rest, ...values].filter(Boolean).join(',')))
  if (!given || 'changed' in given) return given?.changed ?? null
  send(session, { columns: given.columns })
  let sent = 0
  for (const row of given.rows) {
    signal.throwIfAborted()
    // As slow as its reader; and a quick reader must not keep a stop from being heard.
    if (!send(session, { row })) await once(session.socket, 'drain', { signal })
    if (++sent % 100 === 0) await nextTurn()
  }
  return null
}

async function runToEnd(session: Session, request: Request): Promise<void> {
  const abort = new AbortController()
  session.running = { number: request.number, text: request.run!, abort }
  const late = () =>
    abort.abort(new Fault('late', `The statement took longer than ${session.timeoutMs} ms`))
  const timer = session.timeoutMs ? setTimeout(late, session.timeoutMs) : undefined
  try {
    const changed = await run(session, request)
    session.running = null
    send(session, { done: { changed, isDirty: session.folder !== '' } })
  } catch (error) {
    session.running = null
    const fault = (abort.signal.reason ?? error) as Error
    const code = fault instanceof Fault ? fault.code : 'failed'
    send(session, { error: { code, text: fault.message } })
  } finally {
    clearTimeout(timer)
  }
}

function answer(session: Session, request: Request): void {
  const { hello, stop } = request
  if (stop !== undefined) {
    if (session.running?.number === stop)
      session.running.abort.abort(new Fault('stopped', 'The statement was stopped'))
    return
  }
  if (hello && hello.password !== password)
    return void send(session, { error: { code: 'login', text: 'The password is wrong' } })
  if (hello) {
    sessions.set(session.id, Object.assign(session, hello))
    return void send(session, { done: { version: '1.0', sessionId: session.id } })
  }
  if (!sessions.has(session.id)) return void session.socket.destroy()
  if (request.run !== undefined) return void runToEnd(session, request)
  if (request.reset) session.folder = ''
  send(session, { done: { changed: null, isDirty: session.folder !== '' } })
}

let lastId = 0
const server = createServer((socket) => {
  const id = String(++lastId)
  const session: Session = { id, socket, isReadOnly: true, timeoutMs: 0, folder: '', running: null }
  let unread = ''
  socket.setNoDelay(true).setEncoding('utf8')
  socket.on('data', (text: string) => {
    unread += text
    if (!unread.startsWith('{')) return void socket.destroy()
    const lines = unread.split('\n')
    unread = lines.pop()!
    for (const line of lines) answer(session, JSON.parse(line) as Request)
  })
  socket.on('error', () => {})
  socket.on('close', () => {
    sessions.delete(id)
    session.running?.abort.abort()
  })
})
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`),
)
