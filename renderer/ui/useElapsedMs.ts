import { useEffect, useState } from 'react'

/** Milliseconds since `startedAtMs` (of `performance.now()`), counted up while it is given. */
export function useElapsedMs(startedAtMs: number | null): number {
  const [elapsedMs, setElapsedMs] = useState(0)
  useEffect(() => {
    if (startedAtMs === null) return
    const tick = () => setElapsedMs(performance.now() - startedAtMs)
    tick()
    const timer = setInterval(tick, 100)
    return () => clearInterval(timer)
  }, [startedAtMs])
  return startedAtMs === null ? 0 : elapsedMs
}
