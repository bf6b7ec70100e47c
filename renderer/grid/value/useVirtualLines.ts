import { useCallback, useEffect, useRef, useState } from 'react'

/** No browser draws an element of any height; beyond this a pixel stands for several lines. */
const MAX_HEIGHT = 8_000_000

/** Lines of one height, of which only those in sight are drawn. */
export function useVirtualLines(count: number, lineHeight: number) {
  const scroller = useRef<HTMLDivElement>(null)
  const [viewport, setViewport] = useState({ scrollTop: 0, height: 0 })
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const measure = (): void =>
      setViewport({ scrollTop: element.scrollTop, height: element.clientHeight })
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    element.addEventListener('scroll', measure, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', measure)
    }
  }, [])

  const totalHeight = Math.min(count * lineHeight, MAX_HEIGHT)
  const linesInSight = viewport.height / lineHeight
  const scrollable = Math.max(1, totalHeight - viewport.height)
  const firstExact = (viewport.scrollTop / scrollable) * Math.max(0, count - linesInSight)
  const first = Math.min(count, Math.max(0, Math.floor(firstExact)))
  const end = Math.min(count, Math.ceil(firstExact + linesInSight) + 1)
  const top = viewport.scrollTop - (firstExact - first) * lineHeight

  const scrollTo = useCallback(
    (line: number) => {
      const element = scroller.current
      if (!element) return
      const isInSight = line > firstExact && line + 1 < firstExact + linesInSight
      if (isInSight) return
      const wanted = line <= firstExact ? line : line + 1 - linesInSight
      element.scrollTop = (wanted / Math.max(1, count - linesInSight)) * scrollable
    },
    [count, firstExact, linesInSight, scrollable],
  )
  return { scroller, first, end, top, totalHeight, scrollTo }
}
