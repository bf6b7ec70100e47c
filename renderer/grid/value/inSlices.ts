const SLICE_MS = 8

/**
 * Runs work to its end with pauses in which the window answers; it is to yield about every
 * millisecond. Throws when the signal is aborted.
 */
export async function inSlices<T>(work: Generator<void, T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    const until = performance.now() + SLICE_MS
    while (performance.now() < until) {
      const step = work.next()
      if (step.done) return step.value
    }
    await new Promise((resolve) => setTimeout(resolve))
    signal.throwIfAborted()
  }
}
