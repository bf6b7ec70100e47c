import { useCallback, useEffect, useRef, useState } from 'react'
import type { Splitter } from '../../contract/sql/Scanner.ts'
import { statementAt } from '../../contract/sql/statementAt.ts'
import type { TextRange } from '../ui/sqlDocuments.ts'
import { draftOf } from './tabsStore.ts'

/** Typing and holding an arrow key must not wait for the script to be split. */
const DELAY_MS = 60

type StatementAtCursor = {
  readonly range: TextRange | null
  readonly text: string
  /** The text or the cursor has changed. */
  readonly update: () => void
  /** As `update`, without delay; gives its range as it is now. */
  readonly updateNow: () => TextRange | null
}

/** The statement that Run would run, and where it stands. */
export function useStatementAtCursor(tabId: string, splitter: Splitter): StatementAtCursor {
  const [found, setFound] = useState<{ tabId: string; range: TextRange | null; text: string }>()
  const timer = useRef(0)

  const updateNow = useCallback(() => {
    window.clearTimeout(timer.current)
    const { text, cursorOffset } = draftOf(tabId)
    const range = statementAt(text, splitter, cursorOffset)
    const statement = range ? text.slice(range.from, range.to) : ''
    setFound((known) =>
      known?.tabId === tabId && known.text === statement && isSame(known.range, range)
        ? known
        : { tabId, range, text: statement },
    )
    return range
  }, [tabId, splitter])

  const update = useCallback(() => {
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(updateNow, DELAY_MS)
  }, [updateNow])

  useEffect(() => {
    update()
    return () => window.clearTimeout(timer.current)
  }, [update])
  // What was found in another tab means nothing in this one.
  const shown = found?.tabId === tabId ? found : null
  return { range: shown?.range ?? null, text: shown?.text ?? '', update, updateNow }
}

const isSame = (a: TextRange | null, b: TextRange | null): boolean =>
  a?.from === b?.from && a?.to === b?.to
