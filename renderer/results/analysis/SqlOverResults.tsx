import { Pin } from 'lucide-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { api } from '../../api/api.ts'
import { isPressOf } from '../../app/useShortcut.ts'
import { useText } from '../../text/text.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import type { SqlEditorHandle } from '../../ui/createSqlEditor.ts'
import { TextField } from '../../ui/TextField.tsx'
import { addResult, useAllTabs } from '../runsStore.ts'
import styles from './Analysis.module.css'
import { nameResult, useResultNames } from './analysisStore.ts'
import { MakingButtons } from './MakingButtons.tsx'
import { MakingNotice } from './MakingNotice.tsx'
import { namesOf, openResults } from './openResults.ts'
import { resultsDialect } from './resultsDialect.ts'
import { useMaking } from './useMaking.ts'
import { lazyComponent } from '../../ui/lazyComponent.tsx'

const SqlEditor = lazyComponent(async () => (await import('../../ui/SqlEditor.tsx')).SqlEditor)

const NO_COMPLETIONS = () => Promise.resolve(null)
const DOCUMENT_ID = 'sql over results'

/** One SELECT over all results that are open, of whatever databases, each under its name. */
export function SqlOverResults({ tabId, onClose }: { tabId: string; onClose: () => void }) {
  const text = useText()
  const tabs = useAllTabs(tabId)
  const results = useMemo(() => openResults(tabs), [tabs])
  const typed = useResultNames()
  const names = namesOf(results, typed)
  const editor = useRef<SqlEditorHandle>(null)
  const making = useMaking(onClose)
  const submit = (): void => {
    const sql = editor.current?.text() ?? ''
    if (sql.trim() === '' || making.state.kind === 'busy') return
    making.make(
      (signal) => api.call('frames.sql', { sql, results: names }, { signal }),
      (made, elapsedMs) => addResult(tabId, made, { title: text('analysis.sqlTitle'), elapsedMs }),
    )
  }
  const [firstText] = useState(() => `select *\nfrom ${names[0]?.name ?? 'result_1'}`)
  const takeEditor = useCallback((handle: SqlEditorHandle | null) => {
    editor.current = handle
    handle?.focus()
  }, [])
  return (
    <Dialog
      title={text('analysis.sqlTitle')}
      width="large"
      onClose={onClose}
      onSubmit={submit}
      notice={making.state.kind !== 'idle' && <MakingNotice state={making.state} />}
      footer={
        <MakingButtons
          making={making}
          label={text('analysis.runSql')}
          isReady={results.length > 0}
          onClose={onClose}
        />
      }
    >
      <ul className={styles.tables} aria-label={text('analysis.openResults')}>
        {results.map(({ resultId, defaultName, origin, isPinned, columns, rowCount }) => (
          <li key={resultId} className={styles.table}>
            <TextField
              label={text('analysis.nameOf', { name: defaultName })}
              isLabelHidden
              value={typed[resultId] ?? defaultName}
              onChange={(name) => nameResult(resultId, name)}
            />
            <div className={styles.tableInfo}>
              <p className={styles.origin} title={origin}>
                {isPinned && <Pin size={12} role="img" aria-label={text('results.pinned')} />}
                {origin}
              </p>
              <p className={styles.columnNames} title={columns.join(', ')}>
                {text('results.rows', { count: rowCount })} · {columns.join(', ')}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <div
        className={styles.code}
        onKeyDownCapture={(event) => {
          if (!isPressOf('editor.run', event)) return
          event.preventDefault()
          event.stopPropagation()
          submit()
        }}
      >
        <SqlEditor
          ref={takeEditor}
          label={text('analysis.statement')}
          documentId={DOCUMENT_ID}
          initialText={firstText}
          initialOffset={firstText.length}
          dialect={resultsDialect}
          isBusy={making.state.kind === 'busy'}
          complete={NO_COMPLETIONS}
          onChange={() => {}}
          onCursor={() => {}}
          onCancel={making.cancel}
        />
      </div>
      <p className={styles.hint}>{text('analysis.sqlHint')}</p>
    </Dialog>
  )
}
