import { useCall } from '../api/useCall.ts'
import { useText } from '../text/text.ts'
import styles from './QuestionDialog.module.css'
import { schemaNamed } from './schemaNamed.ts'

/** What goes with a schema, as far as the catalog tells. */
export function SchemaContents({ profileId, target }: { profileId: string; target: string }) {
  const { value } = useCall('explorer.schemas', { profileId })
  const schema = value && schemaNamed(target, value)
  return schema && <Contents profileId={profileId} schema={schema.name} />
}

function Contents(asked: { profileId: string; schema: string }) {
  const text = useText()
  const { value, error } = useCall('explorer.relations', asked)
  if (error) return <span className={styles.count}>{text('editor.rowsUnknown')}</span>
  if (!value) return <span className={styles.count}>{text('editor.rowsCounting')}</span>
  const tables = value.filter(({ kind }) => kind === 'table' || kind === 'foreign-table')
  const rows = tables.reduce((sum, { estimatedRows }) => sum + Math.max(0, estimatedRows ?? 0), 0)
  return (
    <strong className={styles.count}>
      {[
        text('editor.tablesGo', { count: tables.length }),
        text('editor.viewsGo', { count: value.length - tables.length }),
        // A table that was never looked at has no estimate.
        ...(rows > 0 ? [text('editor.aboutRowsGo', { count: rows })] : []),
      ].join(', ')}
    </strong>
  )
}
