import { useEffect, useEffectEvent, type RefObject } from 'react'

/** Calls when an element has another size than before, as after a split. */
export function useRefit(element: RefObject<HTMLElement | null>, refit: () => void): void {
  const onResize = useEffectEvent(refit)
  useEffect(() => {
    if (!element.current) return
    let isFirst = true
    const observer = new ResizeObserver(() => {
      if (!isFirst) requestAnimationFrame(() => onResize())
      isFirst = false
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
}
