import { useEffect, useRef, type Ref } from 'react'
import { createSqlEditor, type SqlEditorHandle, type SqlEditorOptions } from './createSqlEditor.ts'
import styles from './SqlEditor.module.css'

export type SqlEditorProps = SqlEditorOptions & {
  readonly ref?: Ref<SqlEditorHandle>
}

/**
 * A code editor for SQL. It keeps the text, undo history and place of every open document by its
 * id; `closeDocument` forgets one.
 */
export function SqlEditor({ ref, ...options }: SqlEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<SqlEditorHandle | null>(null)
  const latest = useRef(options)
  useEffect(() => void (latest.current = options))

  useEffect(() => {
    if (!host.current) return
    const created = createSqlEditor(host.current, () => latest.current)
    editor.current = created
    if (typeof ref === 'function') ref(created)
    else if (ref) ref.current = created
    return () => {
      editor.current = null
      if (typeof ref === 'function') ref(null)
      else if (ref) ref.current = null
      created.dispose()
    }
  }, [ref])

  const { documentId, dialect, isBusy, label } = options
  useEffect(() => {
    editor.current?.showDocument(documentId)
    editor.current?.setDialect(dialect)
  }, [documentId, dialect])
  useEffect(() => editor.current?.setBusy(isBusy), [isBusy])
  useEffect(() => editor.current?.setLabel(label), [label])

  return <div ref={host} className={styles.host} />
}
