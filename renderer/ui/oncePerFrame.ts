import { nextFrame, type NextFrame } from './nextFrame.ts'

/**
 * Hands values over at most once a frame, those that came meanwhile made one by `merge`. What comes
 * faster than it can be drawn would otherwise be drawn one by one, long after it was true, and a busy
 * page would not answer until it had caught up.
 */
export function oncePerFrame<T>(
  merge: (waiting: T, next: T) => T,
  handOver: (value: T) => void,
  schedule: NextFrame = nextFrame,
): { push: (value: T) => void; stop: () => void } {
  let waiting: { readonly value: T } | null = null
  let callOff: (() => void) | null = null
  return {
    push(value) {
      waiting = { value: waiting ? merge(waiting.value, value) : value }
      callOff ??= schedule(() => {
        const { value: merged } = waiting!
        waiting = null
        callOff = null
        handOver(merged)
      })
    },
    stop() {
      callOff?.()
      callOff = null
      waiting = null
    },
  }
}
