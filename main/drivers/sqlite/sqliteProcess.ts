import Database from 'better-sqlite3'
import { openParentPort } from '../parentPort.ts'
import { locateError } from './locateError.ts'
import {
  type FinalReply,
  NO_OUTCOME,
  type Reply,
  type Request,
  type SqliteFailure,
} from './protocol.ts'
import { RowError } from './RowLoad.ts'
import { SqliteSession } from './SqliteSession.ts'
import { PostingStream } from './PostingStream.ts'

/** The process of one SQLite connection: answers requests of `SqliteConnection`, one at a time. */

const port = openParentPort()
const post = (reply: Reply): void => port.post(reply)

let session: SqliteSession | null = null
let stream: PostingStream | null = null

port.onMessage((message) => {
  const request = message as Request
  if (request.kind === 'credit') stream?.credit()
  else if (request.kind === 'stop') stream?.stop()
  else void answer(request).then(post)
})

type Asking = Exclude<Request, { kind: 'credit' | 'stop' }>

async function answer(request: Asking): Promise<FinalReply> {
  try {
    return await carryOut(request)
  } catch (error) {
    const sql = request.kind === 'run' ? request.sql : ''
    return {
      kind: 'failed',
      state: session?.state ?? 'clean',
      failure: describeFailure(error, sql),
    }
  }
}

async function carryOut(request: Asking): Promise<FinalReply> {
  if (request.kind === 'open') {
    session = new SqliteSession(request.options)
    return { kind: 'opened', version: session.version, pid: process.pid }
  }
  if (session === null) throw new Error('The database is not open.')
  switch (request.kind) {
    case 'run':
      return run(session, request)
    case 'load':
      session.startLoad(request.sql)
      break
    case 'load-batch':
      session.loadBatch(request.batch)
      break
    case 'load-end':
      session.endLoad(request.isWhole)
      break
    case 'ping':
      session.ping()
      break
    case 'reset':
      session.reset()
      break
    case 'close':
      session.close()
      process.exit(0)
  }
  return { kind: 'done', state: session.state, outcome: NO_OUTCOME }
}

async function run(
  open: SqliteSession,
  { sql, parameters, credits }: Extract<Request, { kind: 'run' }>,
): Promise<FinalReply> {
  stream = new PostingStream(post, credits)
  try {
    const outcome = await open.run(sql, parameters, stream)
    const { state } = open
    return outcome === null ? { kind: 'stopped', state } : { kind: 'done', state, outcome }
  } finally {
    stream = null
  }
}

function describeFailure(error: unknown, sql: string): SqliteFailure {
  if (error instanceof RowError) return { ...describeFailure(error.cause, sql), row: error.row }
  const { code = '', message } = error as { code?: string; message: string }
  const isSqlite = code.startsWith('SQLITE_')
  return { code, message, offset: isSqlite ? locateError(sql, message, compileAlone) : null }
}

/** Why a text does not compile in a database without tables; null: it does. */
function compileAlone(sql: string): string | null {
  const empty = new Database(':memory:')
  try {
    empty.prepare(sql)
    return null
  } catch (error) {
    return (error as Error).message
  } finally {
    empty.close()
  }
}
