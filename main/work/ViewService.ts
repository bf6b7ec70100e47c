import { randomUUID } from 'node:crypto'
import type { CallContext, Request } from '../../contract/contract.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { resultCalls } from '../../contract/results.ts'
import type { FrameStore } from '../frame/FrameStore.ts'
import type { ResultView } from '../frame/ResultView.ts'
import type { StoredResult } from '../frame/StoredResult.ts'
import type { SelectionPlan } from './messages.ts'
import type { Workshop } from './Workshop.ts'
import { selectRows } from './selectRows.ts'

export type ViewRequest = Request<(typeof resultCalls)['results.view']>

export type ViewServiceOptions = {
  frames: Pick<FrameStore, 'stored' | 'openView'>
  workshop: Workshop
}

/** Sorts and filters stored results. */
export class ViewService {
  readonly #frames: ViewServiceOptions['frames']
  readonly #workshop: Workshop

  constructor({ frames, workshop }: ViewServiceOptions) {
    this.#frames = frames
    this.#workshop = workshop
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

  async #select(
    result: StoredResult,
    plan: SelectionPlan,
    signal: AbortSignal,
  ): Promise<Uint32Array> {
    const { sort, filters, search } = plan
    if (sort.length + filters.length === 0 && search === '')
      return Uint32Array.from({ length: result.rowCount }, number)
    return this.#workshop.use({ results: [result], signal }, (thread, loader) =>
      selectRows(thread, loader, { result, plan, signal }),
    )
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
