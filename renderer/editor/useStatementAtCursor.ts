import { useCallback, useEffect, useRef, useState } from 'react'
import type { Splitter } from '../../contract/sql/Scanner.ts'
import type { SqlEditorHandle } from '../ui/createSqlEditor.ts'
import type { TextRange } from '../ui/sqlDocuments.ts'
import { written } from './completion/WrittenStatement.ts'
import { draftOf } from './tabsStore.ts'

/** Typing and holding an arrow key must not wait for the script to be split. */
const DELAY_MS = 60

type StatementAtCursor = {
  /** Told only where it is wanted. */
  readonly text: string
  /** The text or the cursor has changed. */
  readonly update: () => void
  /** As `update`, without delay; gives its range as it is now. */
  readonly updateNow: () => TextRange | null
}

/**
 * The statement that Run would run, marked in the editor. Only where its text is wanted, something is drawn
 * anew with nearly every key.
 */
export function useStatementAtCursor(
  tabId: string,
  splitter: Splitter,
  { editor, isTextWanted }: { editor: SqlEditorHandle | null; isTextWanted: boolean },
): StatementAtCursor {
  const [found, setFound] = useState<{ tabId: string; text: string } | null>(null)
  const timer = useRef(0)

  const updateNow = useCallback(() => {
    window.clearTimeout(timer.current)
    const { text, cursorOffset } = draftOf(tabId)
    const range = written.statementAt(text, splitter, cursorOffset)
    editor?.markStatement(range)
    if (isTextWanted) {
      const statement = range?.text ?? ''
      setFound((known) =>
        known?.tabId === tabId && known.text === statement ? known : { tabId, text: statement },
      )
    }
    return range
  }, [tabId, splitter, editor, isTextWanted])

  const update = useCallback(() => {
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(updateNow, DELAY_MS)
  }, [updateNow])

  useEffect(() => {
    timer.current = window.setTimeout(updateNow)
    return () => window.clearTimeout(timer.current)
  }, [updateNow])
  // What was found in another tab means nothing in this one.
  return { text: found?.tabId === tabId ? found.text : '', update, updateNow }
}
