import type { CallContext, Request } from '../../contract/contract.ts'
import { toWireError, WorkbenchError } from '../../contract/errors.ts'
import type { Plan, planCalls } from '../../contract/plans.ts'
import { routeOf } from '../../contract/sql/routeOf.ts'
import type { Clock } from '../clock.ts'
import type { Connection, Driver, DriverPlan } from '../drivers/driver.ts'
import type { Lease } from '../pool/Lease.ts'
import { shownStatement } from '../workspace/maskSecrets.ts'
import { around, behindSavepoint } from './around.ts'
import type { RunEnvironment } from './Run.ts'
import type { SessionSource } from './SessionSource.ts'

export type PlanServiceOptions = {
  sessions: SessionSource
  /** Throws `not-found`. */
  driverOf: (profileId: string) => Driver
  /** Its sessions refuse what changes data themselves. */
  isReadOnly: (profileId: string) => boolean
  clock: Clock
  bind: NonNullable<RunEnvironment['bind']>
}

type ExplainRequest = Request<(typeof planCalls)['plans.explain']>

/** A name that no savepoint of a user has. */
const SAVEPOINT = 'sluice_explain'

/** How the servers carry statements out, as `plans.explain` of the contract says. */
export class PlanService {
  readonly #options: PlanServiceOptions

  constructor(options: PlanServiceOptions) {
    this.#options = options
  }

  async explain(request: ExplainRequest, { signal, clientId }: CallContext): Promise<Plan> {
    const { profileId, label, sql, parameters, isMeasured, transactionId, session } = request
    const driver = this.#options.driverOf(profileId)
    const { plans } = driver.capabilities
    if (!driver.explain || !plans)
      throw new WorkbenchError('unsupported', `${driver.label} tells no plans.`)
    if (isMeasured && plans === 'estimated')
      throw new WorkbenchError('unsupported', `${driver.label} does not measure its plans.`)
    const bound = this.#options.bind(profileId, sql, parameters)
    const stop = new AbortController()
    const stopped = AbortSignal.any([signal, stop.signal])
    const statement = shownStatement(sql)
    const terms = { label, statement, signal: stopped }
    return this.#options.sessions.use(
      { profileId, statements: [sql], transactionId, session: session && { ...session, clientId } },
      terms,
      async (lease) => {
        lease.noteStatement(statement, (reason) =>
          stop.abort(new WorkbenchError('statement-cancelled', reason)),
        )
        return this.#timed(lease, stopped, () =>
          this.#undoing(request, driver, lease.connection, () =>
            driver.explain!(lease.connection, { ...bound, isMeasured }, stopped),
          ),
        )
      },
    )
  }

  async #timed<T>(lease: Lease, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const { clock } = this.#options
    const beganMs = clock.now()
    const record = (error: unknown) =>
      lease.recordStatement({
        elapsedMs: clock.now() - beganMs,
        failedWith: error === null || signal.aborted ? null : toWireError(error).code,
      })
    try {
      const answer = await work()
      record(null)
      return answer
    } catch (error) {
      record(error)
      throw error
    } finally {
      lease.noteStatement(null)
    }
  }

  /** Takes back what a measured statement did; also of one that only seems to read. */
  async #undoing(
    { profileId, sql, isMeasured, transactionId }: ExplainRequest,
    { dialect, capabilities }: Driver,
    connection: Connection,
    explain: () => Promise<DriverPlan>,
  ): Promise<Plan> {
    const changes = routeOf([sql], dialect.splitter).intent === 'write'
    const words = isMeasured && !this.#options.isReadOnly(profileId) ? dialect.transaction : null
    if (!words) return { ...(await explain()), isUndone: false }
    const undone = async () => ({ ...(await explain()), isUndone: changes })
    if (transactionId === undefined)
      return around(connection, { first: [words.begin], last: [words.rollback] }, undone)
    if (!capabilities.savepoints || !words.savepoint)
      throw new WorkbenchError(
        'unsupported',
        'Measuring would change the open transaction. Commit it or roll it back, then ask again.',
      )
    return around(connection, behindSavepoint(words.savepoint, SAVEPOINT), undone)
  }
}
