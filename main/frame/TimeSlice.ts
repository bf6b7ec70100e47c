import { setImmediate } from 'node:timers/promises'

const SLICE_MS = 4

/** Breaks long work in main into slices, so that sockets and windows are served in between. */
export class TimeSlice {
  #startedAtMs = performance.now()

  /** To be awaited between steps of well under a slice. */
  async breathe(): Promise<void> {
    if (performance.now() - this.#startedAtMs < SLICE_MS) return
    await setImmediate()
    this.#startedAtMs = performance.now()
  }
}
