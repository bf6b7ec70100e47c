import type { CallContext, Request } from '../../contract/contract.ts'
import type { countCalls } from '../../contract/counts.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import { affectedRows } from '../../contract/sql/affected/affectedRows.ts'
import { isDottedName } from '../../contract/sql/isDottedName.ts'
import type { Driver, Statement } from '../drivers/driver.ts'
import { collectRows } from '../frame/collectRows.ts'
import type { Lease } from '../pool/Lease.ts'
import { around, behindSavepoint } from './around.ts'
import { bindPieces } from './bindStatement.ts'
import type { KeptSessions } from './KeptSessions.ts'
import type { SessionSource } from './SessionSource.ts'

export type CountServiceOptions = {
  sessions: SessionSource
  keptSessions: Pick<KeptSessions, 'whichAreKept'>
  /** Throws `not-found`. */
  driverOf: (profileId: string) => Driver
}

type CountRequest = Request<(typeof countCalls)['counts.rows']>

/** Who holds the lease, as the monitor shows it. */
const LABEL = 'Counting'
/** Counting a large table can take minutes, and somebody waits to decide. */
const LIMIT_S = 5
/** A name that no savepoint of a user has. */
const SAVEPOINT = 'sluice_count'
/** A standby may not have yet what is to be changed. */
const ON_PRIMARY = '/* sluice: primary */ '

/** Counts what statements would change, as `counts.rows` of the contract says. */
export class CountService {
  readonly #options: CountServiceOptions

  constructor(options: CountServiceOptions) {
    this.#options = options
  }

  async rows(
    request: CountRequest,
    { signal, clientId }: CallContext,
  ): Promise<{ rowCount: string }> {
    const limit = AbortSignal.timeout(LIMIT_S * 1_000)
    try {
      const limited = AbortSignal.any([signal, limit])
      return { rowCount: String(await this.#count(request, { signal: limited, clientId })) }
    } catch (error) {
      if (!limit.aborted || signal.aborted) throw error
      throw new WorkbenchError(
        'statement-timeout',
        `Counting took longer than ${LIMIT_S} s and was given up.`,
        { cause: error },
      )
    }
  }

  async #count(request: CountRequest, { signal, clientId }: CallContext): Promise<unknown> {
    const { sessions, driverOf } = this.#options
    const { profileId, counted, transactionId } = request
    const driver = driverOf(profileId)
    const { introspect } = driver
    if (counted.of !== 'change' && introspect.count) {
      const entries = { relation: '', ...counted }
      return sessions.use({ profileId }, { label: LABEL, signal }, ({ connection }) =>
        introspect.count!(connection, entries, signal),
      )
    }
    const statement = { ...selectOf(request, driver), mustOnlyRead: true }
    this.#refuseHarm(request, driver)
    const session = request.session && { ...request.session, clientId }
    // What is counted inside of a transaction is none of its statements.
    const statements = transactionId === undefined ? [ON_PRIMARY + statement.sql] : []
    const rows = await sessions.use(
      { profileId, statements, transactionId, session },
      { label: LABEL, signal },
      (lease) =>
        inTransaction(lease, driver, () => collectRows(lease.connection, statement, signal)),
    )
    return rows[0]?.[0] ?? 0
  }

  /** Throws where an error, or giving up, would cost the tab what it keeps on its connection. */
  #refuseHarm({ transactionId, session }: CountRequest, { dialect, capabilities }: Driver): void {
    if (transactionId !== undefined && dialect.transaction?.savepoint?.refuseWrites === undefined)
      throw new WorkbenchError(
        'unsupported',
        'Rows are not counted inside of an open transaction of this database: a count that fails could end it.',
      )
    const { keptSessions } = this.#options
    const isKept = session && keptSessions.whichAreKept([session.sessionId]).length > 0
    if (isKept && capabilities.cancel === 'process')
      throw new WorkbenchError(
        'unsupported',
        'Rows are not counted on the connection that the tab keeps: a count that takes too long would end it.',
      )
  }
}

/** Throws `invalid-request` for what is no table, and `unsupported` for what cannot be counted. */
function selectOf({ counted, parameters }: CountRequest, { dialect, label }: Driver): Statement {
  const { splitter } = dialect
  if (counted.of === 'change') {
    const { count } = affectedRows(counted.sql, splitter)[counted.change] ?? {}
    if (count) return bindPieces(counted.sql, count, parameters, dialect)
    throw new WorkbenchError('unsupported', 'These rows cannot be counted by reading alone.')
  }
  if (counted.of !== 'relation')
    throw new WorkbenchError('unsupported', `${label} does not count a whole ${counted.of}.`)
  const { relation } = counted
  if (isDottedName(relation, splitter)) return { sql: `select count(*) from ${relation}` }
  throw new WorkbenchError('invalid-request', `“${relation}” is not the name of a table.`)
}

/** Nothing is written there, and an error is undone with its savepoint. */
async function inTransaction<T>(
  { connection }: Lease,
  { dialect }: Driver,
  work: () => Promise<T>,
): Promise<T> {
  const words = dialect.transaction?.savepoint
  if (connection.session !== 'in-transaction' || !words?.refuseWrites) return work()
  const { first, last } = behindSavepoint(words, SAVEPOINT)
  return around(connection, { first: [...first, words.refuseWrites], last }, work)
}
