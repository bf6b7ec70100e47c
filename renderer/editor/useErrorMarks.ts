import { useEffect } from 'react'
import type { Run } from '../results/runState.ts'
import type { SqlEditorHandle, TextError } from '../ui/createSqlEditor.ts'
import { placeError, wordRangeAt } from './placeError.ts'

/** Underlines in the script what the server complained about in the tab's last run. */
export function useErrorMarks(
  editor: SqlEditorHandle | null,
  tabId: string,
  run: Run | undefined,
): void {
  const runId = run?.runId
  const failed = run?.messages.find((message) => message.kind === 'failed')
  useEffect(() => {
    if (!editor || runId === undefined) return
    const statement = failed && run?.statements[failed.index]
    const offset = failed?.error.details['offset']
    const hasPlace = statement && typeof offset === 'number'
    editor.markErrors(
      hasPlace ? errorAt(editor.text(), statement, offset, failed.error.message) : [],
    )
    // The run itself changes with every batch of rows; its statements do not.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [editor, tabId, runId, failed])
}

function errorAt(
  script: string,
  statement: Run['statements'][number],
  offset: number,
  message: string,
): TextError[] {
  const place = placeError(script, statement, offset)
  return place === null ? [] : [{ ...wordRangeAt(script, place), message }]
}
