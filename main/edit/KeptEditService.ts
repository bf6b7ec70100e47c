import type { CallContext, Request, Response } from '../../contract/contract.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import {
  type KeptChange,
  type KeptEdits,
  type keptEditCalls,
  keptCounts,
} from '../../contract/keptEdits.ts'
import type { FrameStore } from '../frame/FrameStore.ts'
import type { EditService } from './EditService.ts'
import { keepChanges } from './keepChanges.ts'
import { matchKept } from './matchKept.ts'

type Entry = Omit<KeptEdits, 'counts'> & { readonly changes: readonly KeptChange[] }

export type KeptEditServiceOptions = {
  store: {
    list(): Entry[]
    find(id: string): Entry | undefined
    save(entry: Entry): void
    drop(id: string): void
  }
  edits: Pick<EditService, 'ground' | 'originals'>
  frames: Pick<FrameStore, 'stored'>
}

type Calls = typeof keptEditCalls

/** Changes of rows that are staged in the window, kept beyond the result and the program. */
export class KeptEditService {
  readonly #options: KeptEditServiceOptions

  constructor(options: KeptEditServiceOptions) {
    this.#options = options
  }

  async keep(request: Request<Calls['edits.keep']>, { signal }: CallContext): Promise<void> {
    const { edits, store } = this.#options
    const { id, tabId, profileId, statement, changes, unfit } = request
    const ground = await edits.ground(request, signal)
    const originals = await edits.originals(request, changes)
    const kept = [...keepChanges(ground, changes, originals), ...unfit]
    store.save({ id, tabId, profileId, statement, changes: kept })
  }

  list(): KeptEdits[] {
    return this.#options.store
      .list()
      .map(({ changes, ...entry }) => ({ ...entry, counts: keptCounts(changes) }))
  }

  async restore(
    request: Request<Calls['edits.restore']>,
    { signal }: CallContext,
  ): Promise<Response<Calls['edits.restore']>> {
    const entry = this.#options.store.find(request.id)
    if (!entry) throw new WorkbenchError('not-found', 'These changes are no longer kept.')
    const ground = await this.#options.edits.ground(request, signal)
    const batches = this.#options.frames.stored(request.resultId).batches({ signal })
    return matchKept(ground, entry.changes, batches)
  }

  drop(id: string): void {
    this.#options.store.drop(id)
  }
}
