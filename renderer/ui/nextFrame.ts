/** Beyond it a page that draws no frames, such as one behind another, is told all the same. */
const LONGEST_WAIT_MS = 1_000

/** Calls back before the next frame, in any case within a second; returns how to call it off. */
export type NextFrame = (callback: () => void) => () => void

export const nextFrame: NextFrame = (callback) => {
  const stop = (): void => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
  const once = (): void => {
    stop()
    callback()
  }
  const frame = requestAnimationFrame(once)
  const timer = setTimeout(once, LONGEST_WAIT_MS)
  return stop
}

/** Resolves behind the next frame: what was changed until now is on screen then. */
export const nextFrameDrawn = (): Promise<void> =>
  new Promise((resolve) => {
    nextFrame(() => setTimeout(resolve))
  })
