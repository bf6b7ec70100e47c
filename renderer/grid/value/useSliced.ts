import { useEffect, useState } from 'react'
import { inSlices } from './inSlices.ts'

/** What a long piece of work gives; undefined until it has. Memoize the work. */
export function useSliced<T>(work: () => Generator<void, T>): T | undefined {
  const [done, setDone] = useState<{ work: unknown; result: T } | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    inSlices(work(), signal).then(
      (result) => !signal.aborted && setDone({ work, result }),
      (error: unknown) => {
        if (!signal.aborted) throw error
      },
    )
    return () => controller.abort()
  }, [work])
  return done?.work === work ? done.result : undefined
}
