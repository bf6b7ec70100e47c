import { useEffect, useRef, useState } from 'react'
import { useText } from '../text/text.ts'
import { SearchBox } from '../ui/SearchBox.tsx'
import { arrange } from './arrangementsStore.ts'

/** A search follows what is typed once the fingers rest. */
const PAUSE_MS = 250

/** Leaves the rows that have a text in any of their cells; made anew for each result. */
export function RowSearch({ resultId, initial }: { resultId: string; initial: string }) {
  const text = useText()
  const [value, setValue] = useState(initial)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const change = (search: string, pauseMs: number): void => {
    setValue(search)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void arrange(resultId, { search }), pauseMs)
  }
  return (
    <SearchBox
      label={text('results.filterRows')}
      hint={text('results.filterRows')}
      value={value}
      onChange={(typed) => change(typed, typed === '' ? 0 : PAUSE_MS)}
      onEnter={() => change(value, 0)}
      isInBar
    />
  )
}
