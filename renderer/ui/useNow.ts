import { useEffect, useState } from 'react'

const STEP_MS = 250

/** The time of day, followed while it is asked for. */
export function useNow(isWanted: boolean): number {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    if (!isWanted) return
    const tick = () => setNowMs(Date.now())
    tick()
    const timer = setInterval(tick, STEP_MS)
    return () => clearInterval(timer)
  }, [isWanted])
  return nowMs
}
