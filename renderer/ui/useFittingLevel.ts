import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

/**
 * How much a row has to leave out so that nothing is cut: 0 nothing, then more up to `last`. It is measured, since
 * words are of other lengths in other languages. `content` changes when something comes or goes.
 */
export function useFittingLevel(
  last: number,
  content: string,
): [RefObject<HTMLDivElement | null>, number] {
  const row = useRef<HTMLDivElement>(null)
  const [state, setState] = useState({ content, level: 0, widthPx: 0 })
  const { widthPx } = state
  const level = state.content === content ? state.level : 0
  useLayoutEffect(() => {
    const element = row.current
    if (element && level < last && element.scrollWidth > element.clientWidth)
      setState({ content, level: level + 1, widthPx })
  }, [content, level, widthPx, last])
  useLayoutEffect(() => {
    const element = row.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      // From the start, before anything is painted.
      flushSync(() =>
        setState((known) =>
          known.widthPx === element.clientWidth
            ? known
            : { ...known, level: 0, widthPx: element.clientWidth },
        ),
      )
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [row, level]
}
