import type { CallContext, Request } from '../../contract/contract.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { ColumnStatistics, frameCalls } from '../../contract/frames.ts'
import type { FrameStore } from '../frame/FrameStore.ts'
import { ResultView } from '../frame/ResultView.ts'
import { StoredResult } from '../frame/StoredResult.ts'
import type { PartOfColumn } from './columnParts.ts'
import type { FrameSource, WorkRequest } from './messages.ts'
import { partsForNatural, partsForStatistics, partsToGroup } from './neededParts.ts'
import type { PolarsThread } from './PolarsThread.ts'
import type { FrameLoader } from './FrameLoader.ts'
import { requireSelect, usedColumns } from './sqlStatement.ts'
import { storeOutcome } from './storeOutcome.ts'
import type { Workshop } from './Workshop.ts'

type Calls = typeof frameCalls
type GroupRequest = Request<Calls['frames.group']>
type SqlRequest = Request<Calls['frames.sql']>
type StatisticsRequest = Request<Calls['frames.statistics']>
type JsonRequest = Request<Calls['frames.fromJson']>

export type FrameWorkOptions = { frames: FrameStore; workshop: Workshop }

/** Makes results of results, and tells what their columns hold: see `frameCalls` of the contract. */
export class FrameWorkService {
  readonly #frames: FrameStore
  readonly #workshop: Workshop

  constructor({ frames, workshop }: FrameWorkOptions) {
    this.#frames = frames
    this.#workshop = workshop
  }

  /** Throws `result-closed`, `invalid-request`, `unsupported` and `aborted`. */
  async group(
    { resultId, keys, aggregates }: GroupRequest,
    context: CallContext,
  ): Promise<StoredResult> {
    const source = await this.#ended(resultId, context)
    const { columns } = source
    const asked = [...keys, ...aggregates.flatMap(({ column }) => column ?? [])]
    requireColumns(asked, columns.length)
    const plan = { columns, keys, aggregates }
    return this.#make([source], context, async (thread, loader) => ({
      kind: 'group',
      source: await shelve(thread, loader, { source, parts: partsToGroup(plan), ...context }),
      plan,
    }))
  }

  /** Throws the same, and `syntax-error` and `not-found`. */
  async sql({ sql, results }: SqlRequest, context: CallContext): Promise<StoredResult> {
    requireSelect(sql)
    requireNames(results.map(({ name }) => name))
    const named: { name: string; source: Source }[] = []
    for (const { resultId, name } of results)
      named.push({ name, source: await this.#ended(resultId, context) })
    const sources = named.map(({ source }) => source)
    return this.#make(sources, context, async (thread, loader) => {
      const tables: { name: string; source: FrameSource }[] = []
      for (const { name, source } of named) {
        const parts = partsForNatural(source.columns, usedColumns(sql, source.columns))
        tables.push({ name, source: await shelve(thread, loader, { source, parts, ...context }) })
      }
      return { kind: 'sql', sql, tables }
    })
  }

  async fromJson({ json }: JsonRequest, context: CallContext): Promise<StoredResult> {
    return this.#make([], context, async () => ({ kind: 'json', json }))
  }

  async statistics(
    { resultId, column }: StatisticsRequest,
    context: CallContext,
  ): Promise<ColumnStatistics> {
    const source = await this.#ended(resultId, context)
    requireColumns([column], source.columns.length)
    const use = { results: [storedOf(source)], signal: context.signal }
    return this.#workshop.use(use, async (thread, loader) => {
      const parts = partsForStatistics(source.columns, column)
      const shelved = await shelve(thread, loader, { source, parts, ...context })
      const answer = await thread.ask({ kind: 'statistics', source: shelved, column })
      if (answer.kind !== 'statistics') throw new Error('The thread gave no statistics.')
      return answer.statistics
    })
  }

  async #ended(resultId: string, { signal }: CallContext): Promise<Source> {
    const source = this.#frames.get(resultId)
    await source.ended({ signal })
    if (source instanceof StoredResult || source instanceof ResultView) return source
    throw new Error('A result of another kind cannot be worked on.')
  }

  #make(
    sources: readonly Source[],
    { signal, clientId }: CallContext,
    prepare: (thread: PolarsThread, loader: FrameLoader) => Promise<WorkRequest>,
  ): Promise<StoredResult> {
    const results = sources.map(storedOf)
    return this.#workshop.use({ results, signal }, async (thread, loader) => {
      const answer = await thread.ask(await prepare(thread, loader))
      if (answer.kind !== 'outcome') throw new Error('The thread made no result.')
      const rowsFrom = async (from: number) => {
        const rows = await thread.ask({ kind: 'rows', from })
        if (rows.kind !== 'rows') throw new Error('The thread gave no rows.')
        return rows.batches
      }
      return storeOutcome({ ...answer, rowsFrom }, { frames: this.#frames, clientId })
    })
  }
}

type Source = StoredResult | ResultView

const storedOf = (source: Source): StoredResult =>
  source instanceof ResultView ? source.source : source

/** Has the parts on the thread's shelf, and tells the rows that a view has of them. */
async function shelve(
  thread: PolarsThread,
  loader: FrameLoader,
  { source, parts, signal }: { source: Source; parts: PartOfColumn[]; signal: AbortSignal },
): Promise<FrameSource> {
  const result = storedOf(source)
  await loader.load(thread, { result, parts, signal })
  const rows = source instanceof ResultView ? source.index : null
  return { frameId: result.resultId, columns: source.columns, rows }
}

function requireColumns(asked: readonly number[], columnCount: number): void {
  const missing = asked.find((column) => column >= columnCount)
  if (missing === undefined) return
  throw new WorkbenchError(
    'invalid-request',
    `Column ${missing} was asked for; the result has ${columnCount}, counted from 0.`,
    { details: { column: missing, columnCount } },
  )
}

/** Names are compared as they stand: Polars tells upper and lower case apart. */
function requireNames(names: readonly string[]): void {
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated === undefined) return
  throw new WorkbenchError(
    'invalid-request',
    `Two results are named “${repeated}”. Give each a name of its own.`,
    { details: { name: repeated } },
  )
}
