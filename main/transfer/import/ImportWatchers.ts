import { WorkbenchError } from '../../../contract/errors.ts'
import type { ImportProgress } from '../../../contract/imports.ts'
import type { Clock } from '../../clock.ts'

/** Five times a second is as often as a number can be read. */
const INTERVAL_MS = 200

type Watched = {
  readonly listeners: Set<(progress: ImportProgress) => void>
  last: ImportProgress | null
  toldAtMs: number
}

/** Brings the progress of imports to who watches them; listeners may come before the import. */
export class ImportWatchers {
  readonly #clock: Clock
  readonly #watched = new Map<string, Watched>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Throws `invalid-request` for an import of that id that is under way. */
  start(importId: string): void {
    const watched = this.#of(importId)
    if (watched.last?.state === 'running')
      throw new WorkbenchError('invalid-request', `Import ${importId} is under way already.`)
    watched.last = null
  }

  /** What is not the end may be passed over. */
  tell(progress: ImportProgress): void {
    const watched = this.#of(progress.importId)
    watched.last = progress
    const nowMs = this.#clock.now()
    if (progress.state === 'running' && nowMs - watched.toldAtMs < INTERVAL_MS) return
    watched.toldAtMs = nowMs
    for (const listener of watched.listeners) listener(progress)
    this.#forgetIfDone(progress.importId)
  }

  listen(importId: string, listener: (progress: ImportProgress) => void): () => void {
    const { listeners } = this.#of(importId)
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
      this.#forgetIfDone(importId)
    }
  }

  #of(importId: string): Watched {
    const known = this.#watched.get(importId)
    if (known) return known
    const created: Watched = { listeners: new Set(), last: null, toldAtMs: -Infinity }
    this.#watched.set(importId, created)
    return created
  }

  #forgetIfDone(importId: string): void {
    const watched = this.#watched.get(importId)
    if (watched && watched.listeners.size === 0 && watched.last?.state !== 'running')
      this.#watched.delete(importId)
  }
}
