import { useCallback, useEffect, useRef, useState } from 'react'
import type { Splitter } from '../../contract/sql/Scanner.ts'
import { statementAt } from '../../contract/sql/statementAt.ts'
import type { TextRange } from '../ui/sqlDocuments.ts'
import { draftOf } from './tabsStore.ts'

/** Typing and holding an arrow key must not wait for the script to be split. */
const DELAY_MS = 60

/** The statement that Run would run, and where it stands; `update` when the text or cursor has changed. */
export function useStatementAtCursor(
  tabId: string,
  splitter: Splitter,
): { range: TextRange | null; text: string; update: () => void } {
  const [found, setFound] = useState<{ tabId: string; range: TextRange | null; text: string }>()
  const timer = useRef(0)

  const update = useCallback(() => {
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => {
      const { text, cursorOffset } = draftOf(tabId)
      const range = statementAt(text, splitter, cursorOffset)
      const statement = range ? text.slice(range.from, range.to) : ''
      setFound((known) =>
        known?.tabId === tabId && known.text === statement && isSame(known.range, range)
          ? known
          : { tabId, range, text: statement },
      )
    }, DELAY_MS)
  }, [tabId, splitter])

  useEffect(() => {
    update()
    return () => window.clearTimeout(timer.current)
  }, [update])
  // What was found in another tab means nothing in this one.
  const shown = found?.tabId === tabId ? found : null
  return { range: shown?.range ?? null, text: shown?.text ?? '', update }
}

const isSame = (a: TextRange | null, b: TextRange | null): boolean =>
  a?.from === b?.from && a?.to === b?.to
