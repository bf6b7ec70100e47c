import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useText } from '../text/text.ts'
import { arrange } from './arrangementsStore.ts'
import styles from './RowSearch.module.css'

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
    <label className={styles.box} title={text('results.filterRows')}>
      <Search size={14} className={styles.icon} aria-hidden />
      <input
        className={styles.input}
        type="search"
        aria-label={text('results.filterRows')}
        placeholder={text('results.filterRows')}
        maxLength={1_000}
        spellCheck={false}
        autoComplete="off"
        value={value}
        onChange={(event) => change(event.currentTarget.value, PAUSE_MS)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') change(value, 0)
          if (event.key === 'Escape' && value !== '') {
            event.stopPropagation()
            change('', 0)
          }
        }}
      />
    </label>
  )
}
