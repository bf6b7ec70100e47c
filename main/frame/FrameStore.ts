import type { Column } from '../../contract/columns.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import { MemoryBudget } from './MemoryBudget.ts'
import type { ReadableResult } from './ReadableResult.ts'
import { RecentBatches } from './RecentBatches.ts'
import { ResultView, type ResultViewOptions } from './ResultView.ts'
import type { OpenSpillFile } from './SpillFile.ts'
import { SpillFolder } from './SpillFolder.ts'
import { resultClosed } from './refusals.ts'
import { StoredResult } from './StoredResult.ts'

const MEMORY_BUDGET_BYTES = 256 * 1024 * 1024

export type FrameStoreOptions = {
  /** For all results together; 256 MiB when left out. */
  memoryBudgetBytes?: number
  /** Holds one private folder a run; what crashed runs left in it is removed. */
  spillDirectory: string
  openSpillFile?: OpenSpillFile
}

/** All results that are open, by id, with the views of them: in memory while the budget lasts, the rest on disk. */
export class FrameStore {
  readonly #results = new Map<string, StoredResult>()
  readonly #views = new Map<string, ResultView>()
  readonly #budget: MemoryBudget
  readonly #onClosed: ((resultId: string) => void)[] = []
  readonly #recent = new RecentBatches()
  readonly #folder: SpillFolder
  readonly #closing = new Set<Promise<void>>()
  /** Resolves when leftovers of crashed runs are gone; a folder that resists is left alone. */
  readonly cleaned: Promise<void>

  constructor({ memoryBudgetBytes, spillDirectory, openSpillFile }: FrameStoreOptions) {
    this.#budget = new MemoryBudget(memoryBudgetBytes ?? MEMORY_BUDGET_BYTES)
    this.#folder = new SpillFolder(spillDirectory, openSpillFile)
    this.cleaned = this.#folder.removeLeftovers().catch(() => {})
  }

  /** Bytes of batches and of views' indexes in memory. */
  get memoryBytes(): number {
    return this.#budget.usedBytes
  }

  open({
    resultId,
    columns,
    clientId,
  }: {
    resultId: string
    columns: readonly Column[]
    clientId: string
  }): StoredResult {
    if (this.#results.has(resultId)) throw new Error(`Result ${resultId} is open already.`)
    const result = new StoredResult({
      resultId,
      columns,
      clientId,
      budget: this.#budget,
      recent: this.#recent,
      spill: { createFile: () => this.#folder.createFile() },
    })
    this.#results.set(resultId, result)
    return result
  }

  /** Opens a view, which closes with the result it is of. */
  openView(options: ResultViewOptions): ResultView {
    const { resultId, source } = options
    // It may have been closed while the index was made.
    if (this.#results.get(source.resultId) !== source) throw resultClosed(source.resultId)
    const view = new ResultView(options)
    this.#views.set(resultId, view)
    this.#budget.take(view.indexBytes)
    return view
  }

  /** Called with the id of each result as it closes. */
  onClosed(listener: (resultId: string) => void): void {
    this.#onClosed.push(listener)
  }

  /** A result or a view. Throws `result-closed` when it is not open. */
  get(resultId: string): ReadableResult {
    return this.#views.get(resultId) ?? this.stored(resultId)
  }

  /** A result that holds rows of its own; `invalid-request` for a view. */
  stored(resultId: string): StoredResult {
    if (this.#views.has(resultId))
      throw new WorkbenchError('invalid-request', 'This is a view. Ask for the result it is of.', {
        details: { resultId },
      })
    const result = this.#results.get(resultId)
    if (!result) throw resultClosed(resultId)
    return result
  }

  /** Frees memory at once, and resolves when the file is gone. Closing twice is fine. */
  async close(resultId: string): Promise<void> {
    this.#closeView(resultId)
    const result = this.#results.get(resultId)
    if (!result) return
    this.#results.delete(resultId)
    for (const view of this.#views.values())
      if (view.source === result) this.#closeView(view.resultId)
    for (const listener of this.#onClosed) listener(resultId)
    const closing = result.close()
    this.#closing.add(closing)
    await closing
    this.#closing.delete(closing)
  }

  #closeView(resultId: string): void {
    const view = this.#views.get(resultId)
    if (view) this.#budget.giveBack(view.indexBytes)
    this.#views.delete(resultId)
  }

  /** Closes what a window opened. */
  async closeClient(clientId: string): Promise<void> {
    const all = [...this.#results.values(), ...this.#views.values()]
    const results = all.filter((result) => result.clientId === clientId)
    await Promise.all(results.map(({ resultId }) => this.close(resultId)))
  }

  /** Closes everything and removes the run's folder. */
  async shutdown(): Promise<void> {
    await Promise.all([...this.#results.keys()].map((resultId) => this.close(resultId)))
    await Promise.all(this.#closing)
    await this.cleaned
    await this.#folder.remove()
  }
}
