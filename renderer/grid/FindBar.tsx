import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { formatCount } from '../results/formatAmounts.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { useText, type Text } from '../text/text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import styles from './FindBar.module.css'
import type { FindState } from './useFind.ts'

type FindBarProps = {
  state: FindState
  onType: (needle: string) => void
  onGo: (direction: 'next' | 'previous') => void
  onClose: () => void
}

/** Finds text in the cells without leaving any row out. */
export function FindBar({ state, onType, onGo, onClose }: FindBarProps) {
  const text = useText()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const hasMatches = (state.total ?? 0) > 0
  return (
    <search className={styles.bar} aria-label={text('grid.find')}>
      <input
        ref={input}
        className={styles.input}
        type="text"
        aria-label={text('grid.find')}
        placeholder={text('grid.find')}
        maxLength={1_000}
        spellCheck={false}
        autoComplete="off"
        value={state.needle}
        onChange={(event) => onType(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onGo(event.shiftKey ? 'previous' : 'next')
          else if (event.key === 'Escape') onClose()
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
      />
      <span role="status" aria-label={text('grid.matches')} className={styles.place}>
        {state.isBusy ? <Spinner /> : placeText(state, text)}
      </span>
      <IconButton
        size="small"
        icon={ChevronUp}
        label={text('grid.findPrevious')}
        shortcut="Shift+Enter"
        disabled={!hasMatches}
        onClick={() => onGo('previous')}
      />
      <IconButton
        size="small"
        icon={ChevronDown}
        label={text('grid.findNext')}
        shortcut="Enter"
        disabled={!hasMatches}
        onClick={() => onGo('next')}
      />
      <IconButton size="small" icon={X} label={text('common.close')} onClick={onClose} />
    </search>
  )
}

function placeText({ error, needle, total, isWhole, found }: FindState, text: Text): string {
  if (error) return errorLine(error)
  if (needle === '' || total === null) return ''
  if (total === 0) return text('grid.noMatch')
  return text(isWhole ? 'grid.matchOf' : 'grid.matchOfSoFar', {
    number: formatCount(found?.number ?? 0),
    total: formatCount(total),
  })
}
