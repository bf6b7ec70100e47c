import { useEffect, useEffectEvent } from 'react'
import type { Size } from './box.ts'

/** Calls when an element has another size than before, as after a split. */
export function useRefit(
  element: HTMLElement | null,
  refit: (before: Size, after: Size) => void,
): void {
  const onResize = useEffectEvent(refit)
  useEffect(() => {
    if (!element) return
    let before: Size | null = null
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return
      const { width, height } = entry.contentRect
      const [last, after] = [before, { width, height }]
      before = after
      if (last) requestAnimationFrame(() => onResize(last, after))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
}
