import { randomUUID } from 'node:crypto'
import type { CallContext, Request } from '../../contract/contract.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { Filter } from '../../contract/filters.ts'
import type { resultCalls } from '../../contract/results.ts'
import type { FrameStore } from '../frame/FrameStore.ts'
import type { ResultView } from '../frame/ResultView.ts'
import type { StoredResult } from '../frame/StoredResult.ts'
import { columnsOf, type SelectionPlan } from './messages.ts'
import { PolarsThreads } from './PolarsThreads.ts'
import { selectRows } from './selectRows.ts'

export type ViewRequest = Request<(typeof resultCalls)['results.view']>

export type ViewServiceOptions = {
  frames: Pick<FrameStore, 'stored' | 'openView'>
  /** The file of a built module by its name; here `polarsWorker`. */
  resolveModule: (moduleName: string) => string
}

/** Sorts and filters stored results, in threads of their own. */
export class ViewService {
  readonly #frames: ViewServiceOptions['frames']
  readonly #threads: PolarsThreads

  constructor({ frames, resolveModule }: ViewServiceOptions) {
    this.#frames = frames
    this.#threads = new PolarsThreads({ modulePath: resolveModule('polarsWorker') })
  }

  /**
   * Opens a view as `results.view` of the contract says. Throws `result-closed`, `invalid-request`
   * for a column that is not there or an operand of another type, and `aborted`.
   */
  async open(
    { resultId, ...wanted }: ViewRequest,
    { signal, clientId }: CallContext,
  ): Promise<ResultView> {
    const source = this.#frames.stored(resultId)
    await source.ended({ signal })
    const plan: SelectionPlan = { ...wanted, columns: source.columns }
    requireColumns(plan)
    const index = await this.#select(source, plan, signal)
    return this.#frames.openView({ resultId: randomUUID(), clientId, source, index })
  }

  /** Numbers of the rows of a result that fulfil all filters, ascending. */
  async rowsThat(
    { source, filters }: { source: StoredResult; filters: readonly Filter[] },
    signal: AbortSignal,
  ): Promise<Uint32Array> {
    const plan = { columns: source.columns, sort: [], filters, search: '' }
    requireColumns(plan)
    return this.#select(source, plan, signal)
  }

  /** Ends the threads; what they had under way rejects. */
  async shutdown(): Promise<void> {
    await this.#threads.shutdown()
  }

  async #select(
    result: StoredResult,
    plan: SelectionPlan,
    signal: AbortSignal,
  ): Promise<Uint32Array> {
    if (columnsOf(plan).length === 0) return Uint32Array.from({ length: result.rowCount }, number)
    return this.#threads.use(signal, (thread) => selectRows(thread, { result, plan, signal }))
  }
}

const number = (_: unknown, row: number): number => row

function requireColumns({ columns, sort, filters }: SelectionPlan): void {
  const missing = [...sort, ...filters].find(({ column }) => column >= columns.length)
  if (!missing) return
  throw new WorkbenchError(
    'invalid-request',
    `Column ${missing.column} was asked for; the result has ${columns.length}, counted from 0.`,
    { details: { column: missing.column, columnCount: columns.length } },
  )
}
