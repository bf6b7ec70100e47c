import { randomUUID } from 'node:crypto'
import type { CallContext, Request } from '../../contract/contract.ts'
import type {
  editCalls,
  EditOutcome,
  EditTarget,
  PreviewedStatement,
  RowChange,
} from '../../contract/edits.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { Catalog, RelationDetail } from '../../contract/explorer.ts'
import type { MadeResult } from '../../contract/frames.ts'
import { simpleSelect } from '../../contract/sql/select/simpleSelect.ts'
import type { Clock } from '../clock.ts'
import type { Driver } from '../drivers/driver.ts'
import type { FrameStore } from '../frame/FrameStore.ts'
import type { StoredResult } from '../frame/StoredResult.ts'
import { rememberRun, type RunHistory } from '../query/rememberRun.ts'
import type { SessionSource } from '../query/SessionSource.ts'
import { decideTarget, findRelation, refuse, type Refused } from './decideTarget.ts'
import { EditRun } from './EditRun.ts'
import { type ChangedRows, patchResult } from './patchResult.ts'
import {
  type EditGround,
  keyOf,
  runningOrder,
  type StoredRow,
  writeChange,
  writeRead,
} from './planEdits.ts'
import { type RowBatch, rowOf, RowSink } from './readRows.ts'

export type EditServiceOptions = RunHistory & {
  /** With those of open transactions. */
  sessions: SessionSource
  frames: Pick<FrameStore, 'open' | 'stored' | 'onClosed'>
  /** Throws `not-found`. */
  driverOf: (profileId: string) => Driver
  isReadOnly: (profileId: string) => boolean
  explorer: {
    catalog(profileId: string, terms: { refresh: boolean; signal: AbortSignal }): Promise<Catalog>
    relation(
      profileId: string,
      relation: { schema: string; name: string },
      signal: AbortSignal,
    ): Promise<RelationDetail>
  }
  clock: Clock
}

type TargetRequest = Request<(typeof editCalls)['edits.target']>
type ApplyRequest = Request<(typeof editCalls)['edits.apply']>
type ReloadRequest = Request<(typeof editCalls)['edits.reload']>

/** Statements written into the history of a run; more would be a page that nobody reads. */
const REMEMBERED = 200

/** Changes the rows that a result shows. */
export class EditService {
  readonly #options: EditServiceOptions
  /** By the id of the result. */
  readonly #grounds = new Map<string, Promise<EditGround | Refused>>()

  constructor(options: EditServiceOptions) {
    this.#options = options
    options.frames.onClosed((resultId) => this.#grounds.delete(resultId))
  }

  async target(request: TargetRequest, { signal }: CallContext): Promise<EditTarget> {
    const ground = await this.#groundOf(request, signal)
    return 'refusal' in ground ? ground : { rows: ground.rows }
  }

  async preview(
    request: TargetRequest & { changes: readonly RowChange[] },
    { signal }: CallContext,
  ): Promise<{ statements: PreviewedStatement[] }> {
    const { changes } = request
    const { words, ground } = await this.#require(request, signal)
    const originals = await this.originals(request, changes)
    const written = runningOrder(changes).map((change) => ({
      sql: writeChange(ground, changes[change]!, originalOf(changes[change]!, originals)).text,
      change,
    }))
    return {
      statements: [
        { sql: words.begin, change: null },
        ...written,
        { sql: words.commit, change: null },
      ],
    }
  }

  async apply(request: ApplyRequest, context: CallContext): Promise<EditOutcome> {
    const { profileId, changes, transactionId, session, label } = request
    const { clock, sessions } = this.#options
    const { signal, clientId } = context
    const { ground, words } = await this.#require(request, signal)
    const originals = await this.originals(request, changes)
    const statements = runningOrder(changes).map(
      (index) => writeChange(ground, changes[index]!, originalOf(changes[index]!, originals)).text,
    )
    const startedAtMs = clock.wallClockMs()
    const beganMs = clock.now()
    const isInTransaction = transactionId !== undefined
    const terms = { label, signal, statement: statements[0]! }
    const own = session && { ...session, clientId }
    const wanted = { profileId, statements, transactionId, session: own }
    const done = await sessions.use(wanted, terms, async (lease) => {
      const outcome = await new EditRun(lease, {
        ...{ ground, changes, originals, words, isInTransaction, clock, signal },
      }).perform()
      if (outcome.kind === 'applied') for (const sql of statements) lease.noteDone(sql)
      return outcome
    })
    const elapsedMs = clock.now() - beganMs
    const failure = done.kind === 'refused' ? done.outcome : null
    rememberRun(
      {
        ...{ profileId, startedAtMs, elapsedMs },
        statements: statements.slice(0, REMEMBERED),
        rowCount: failure ? 0 : changes.length,
        outcome: failure ? 'failed' : 'done',
        errorMessage: failure?.outcome === 'failed' ? failure.error.message : null,
      },
      this.#options,
    )
    if (done.kind === 'refused') return done.outcome
    const source = this.#options.frames.stored(request.resultId)
    const result = done.rows && (await this.#patched(source, done.rows, signal))
    return { outcome: 'applied', result }
  }

  async reload(request: ReloadRequest, { signal, clientId }: CallContext): Promise<MadeResult> {
    const { profileId, rows, transactionId, session } = request
    const { ground } = await this.#require(request, signal)
    const source = this.#options.frames.stored(request.resultId)
    const originals = await readRows(source, rows)
    const reads = rows.map((row) => writeRead(ground, keyOf(ground, originals.get(row)!)))
    const statements = reads.map(({ text }) => text)
    const replaced = new Map<number, RowBatch | null>()
    const own = session && { ...session, clientId }
    const wanted = { profileId, statements, transactionId, session: own }
    await this.#options.sessions.use(wanted, { label: '', signal }, async ({ connection }) => {
      for (const [at, { statement }] of reads.entries()) {
        const sink = new RowSink()
        await connection.run(statement, sink, signal)
        replaced.set(rows[at]!, sink.rows[0] ?? null)
      }
    })
    return this.#patched(source, { replaced, added: [] }, signal)
  }

  async #patched(
    source: StoredResult,
    changed: ChangedRows,
    signal: AbortSignal,
  ): Promise<MadeResult> {
    const { columns, clientId } = source
    const result = this.#options.frames.open({ resultId: randomUUID(), columns, clientId })
    await patchResult(source, result, changed, signal)
    result.end({ isComplete: source.isComplete })
    const { resultId, rowCount } = result
    return { resultId, columns: [...result.columns], rowCount }
  }

  /** The rows that are changed, as the result has them. */
  originals(
    { resultId }: { resultId: string },
    changes: readonly RowChange[],
  ): Promise<Map<number, StoredRow>> {
    const rows = changes.flatMap((change) => (change.kind === 'insert' ? [] : [change.row]))
    return readRows(this.#options.frames.stored(resultId), rows)
  }

  /** What changes of a result are written from. Throws `invalid-request` where it takes none. */
  async ground(request: TargetRequest, signal: AbortSignal): Promise<EditGround> {
    return (await this.#require(request, signal)).ground
  }

  async #require(request: TargetRequest, signal: AbortSignal) {
    const ground = await this.#groundOf(request, signal)
    const words = this.#options.driverOf(request.profileId).dialect.transaction
    if ('refusal' in ground || !words)
      throw new WorkbenchError('invalid-request', 'The rows of this result cannot be changed.')
    return { ground, words }
  }

  #groundOf(request: TargetRequest, signal: AbortSignal): Promise<EditGround | Refused> {
    const { profileId, resultId } = request
    // The profile may have become read-only since.
    if (this.#options.isReadOnly(profileId)) return Promise.resolve(refuse('read-only'))
    const known = this.#grounds.get(resultId)
    if (known) return known
    const ground = this.#prepare(request, signal)
    this.#grounds.set(resultId, ground)
    ground.catch(() => this.#grounds.delete(resultId))
    return ground
  }

  async #prepare(
    { profileId, resultId, statement }: TargetRequest,
    signal: AbortSignal,
  ): Promise<EditGround | Refused> {
    const { explorer } = this.#options
    const { dialect } = this.#options.driverOf(profileId)
    const { edits } = dialect
    if (!edits) return refuse('database')
    const select = simpleSelect(statement, dialect.splitter)
    if (!select) return refuse('not-one-table')
    const { keepsNumbers } = edits
    const rule = { folds: dialect.foldsNames ?? false, ...(keepsNumbers && { keepsNumbers }) }
    const catalog = await explorer.catalog(profileId, { refresh: false, signal })
    const relation = findRelation(catalog, select, rule)
    if ('refusal' in relation) return relation
    const detail = await explorer.relation(profileId, relation, signal)
    const { columns } = this.#options.frames.stored(resultId)
    const decided = decideTarget(relation, detail, select, columns, rule)
    if ('refusal' in decided) return decided
    return {
      ...{ select, dialect, edits, columns },
      rows: decided.rows,
      tableColumns: detail.columns,
      hasTriggers: detail.triggers.length > 0,
    }
  }
}

async function readRows(
  source: StoredResult,
  rows: readonly number[],
): Promise<Map<number, StoredRow>> {
  const outside = rows.find((row) => row >= source.rowCount)
  if (outside !== undefined)
    throw new WorkbenchError(
      'invalid-request',
      `Row ${outside} is to be changed; the result has ${source.rowCount} rows.`,
    )
  const ranges = await source.rangesOf(Uint32Array.from(rows))
  return new Map(ranges.map((range, at) => [rows[at]!, rowOf(range)]))
}

const originalOf = (
  change: RowChange,
  originals: ReadonlyMap<number, StoredRow>,
): StoredRow | null => (change.kind === 'insert' ? null : originals.get(change.row)!)
