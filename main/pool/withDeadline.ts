import type { Clock } from '../clock.ts'

type Deadline<T> = {
  clock: Clock
  limitMs: number
  /** Gives up early, with the signal's reason. */
  signal: AbortSignal
  /** The error to reject with once the time is over. */
  onLimit: () => Error
  /** Its signal aborts when the time is over or the caller gave up. */
  work: (signal: AbortSignal) => Promise<T>
  /** Takes what the work gives after nobody waits for it any more. */
  discard?: (late: T) => void
  /** Called when the work itself has ended, however late, and its late value was discarded. */
  onSettled?: () => void
}

/** Waits for work, but never beyond a limit, even if the work ignores its signal. */
export function withDeadline<T>(deadline: Deadline<T>): Promise<T> {
  const { clock, limitMs, signal, onLimit, work, discard, onSettled } = deadline
  if (signal.aborted) return Promise.reject(signal.reason as Error)

  return new Promise((resolve, reject) => {
    const controller = new AbortController()
    let isOver = false
    const end = () => {
      isOver = true
      cancelTimer()
      signal.removeEventListener('abort', onAbort)
    }
    const giveUp = (error: Error) => {
      end()
      reject(error)
      controller.abort(error)
    }
    const onAbort = () => giveUp(signal.reason as Error)
    const cancelTimer = clock.setTimer(() => giveUp(onLimit()), limitMs)
    signal.addEventListener('abort', onAbort)

    start(work, controller.signal)
      .then(
        (value) => {
          if (isOver) return discard?.(value)
          end()
          resolve(value)
        },
        (error: unknown) => {
          if (isOver) return // the caller has its answer, and this is mostly that very abort
          end()
          reject(error)
        },
      )
      .finally(onSettled)
  })
}

/** As a promise also when it throws at once. */
async function start<T>(
  work: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  return work(signal)
}
