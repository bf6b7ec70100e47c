import type { EditedValue } from '../../contract/edits.ts'
import type { UnfitChange } from '../../contract/keptEdits.ts'
import { type Text, useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import styles from './EditProblems.module.css'
import { dropUnfit, stage, useResultEdits } from './editsStore.ts'
import { withUnfit } from './withUnfit.ts'

type UnfitEditsProps = {
  resultId: string
  /** Of the table, in the order of the result's columns. */
  names: readonly (string | null)[]
}

/** Beyond this they wait their turn. */
const SHOWN = 3

/** Changes of an earlier time that the rows, read again, leave no place for. */
export function UnfitEdits({ resultId, names }: UnfitEditsProps) {
  const text = useText()
  const { unfit } = useResultEdits(resultId)
  if (unfit.length === 0) return null
  return (
    <div className={styles.problems}>
      {unfit.slice(0, SHOWN).map((each) => (
        <Banner
          key={JSON.stringify(each)}
          severity="warning"
          actions={
            <>
              {each.reason === 'changed' && (
                <Button
                  onClick={() => {
                    stage(resultId, (present) => withUnfit(present, each, names))
                    dropUnfit(resultId, [each])
                  }}
                >
                  {text('edits.stageAnyway')}
                </Button>
              )}
              <Button onClick={() => dropUnfit(resultId, [each])}>
                {text('edits.discardRow')}
              </Button>
            </>
          }
        >
          <p>{text(`edits.unfit-${each.reason}`)}</p>
          <p className={styles.now}>
            {linesOf(each, text).map((line) => (
              <span key={line}>{line}</span>
            ))}
          </p>
        </Banner>
      ))}
      {unfit.length > SHOWN && (
        <p className={styles.more}>
          {text('edits.moreUnfit', { count: unfit.length - SHOWN })}{' '}
          <Button onClick={() => dropUnfit(resultId, unfit)}>{text('edits.discardAll')}</Button>
        </p>
      )}
    </div>
  )
}

const SHOWN_CHARACTERS = 100
const short = (value: string | null): string =>
  value === null ? 'NULL' : value.slice(0, SHOWN_CHARACTERS)
const valueText = (value: EditedValue): string =>
  value.kind === 'text' ? short(value.text) : value.kind === 'null' ? 'NULL' : 'DEFAULT'

/** What was to be done with which row, and what this has now. */
function linesOf({ change, now }: UnfitChange, text: Text): string[] {
  if (change.kind === 'insert')
    return change.values.map(({ column, value }) => `${column}: ${valueText(value)}`)
  const wanted = new Map(
    change.kind === 'update' ? change.values.map(({ column, value }) => [column, value]) : [],
  )
  const lines = change.old.map(({ column, text: old }) => {
    const value = wanted.get(column)
    return value ? `${column}: ${short(old)} → ${valueText(value)}` : `${column}: ${short(old)}`
  })
  const others = change.old.flatMap(({ column, text: old }, at) =>
    now && now[at] !== old ? [text('edits.now', { column, value: short(now[at] ?? null) })] : [],
  )
  return [...(change.kind === 'delete' ? [text('edits.markDeleted')] : []), ...lines, ...others]
}
