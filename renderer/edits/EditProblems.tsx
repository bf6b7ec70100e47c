import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorText } from '../ui/ErrorText.tsx'
import { type EditedResult, reloadRow } from './applyEdits.ts'
import styles from './EditProblems.module.css'
import { type EditProblem, forceRow, unstageRow, useResultEdits } from './editsStore.ts'

type EditProblemsProps = {
  edited: EditedResult
  names: readonly string[]
  /** What is staged for the row of a conflict, by column. */
  columnsOf: (problem: EditProblem) => readonly number[]
  /** Where a row is shown, from 1; null: not at the moment. */
  rowNumberOf: (problem: EditProblem) => number | null
  onShow: (problem: EditProblem) => void
}

/** Beyond this the rows are marked, and the others wait their turn. */
const SHOWN = 3

/** Why changes were not applied, each with a way on. */
export function EditProblems(props: EditProblemsProps) {
  const { edited, names, columnsOf, rowNumberOf, onShow } = props
  const text = useText()
  const { problems } = useResultEdits(edited.resultId)
  return (
    <div className={styles.problems}>
      {problems.slice(0, SHOWN).map((problem) => {
        const number = rowNumberOf(problem)
        const row = number === null ? text('edits.hiddenRow') : text('edits.row', { number })
        const show = (
          <Button variant="quiet" disabled={number === null} onClick={() => onShow(problem)}>
            {row}
          </Button>
        )
        const key = JSON.stringify(problem.ref)
        return problem.kind === 'failed' ? (
          <Banner key={key} severity="error" actions={show}>
            <p>{text('edits.notApplied')}</p>
            <ErrorText error={problem.error} />
          </Banner>
        ) : (
          <Banner
            key={key}
            severity="warning"
            actions={
              <>
                {show}
                <ConflictActions edited={edited} problem={problem} />
              </>
            }
          >
            <p>{text(problem.now ? 'edits.conflict' : 'edits.conflictGone')}</p>
            {problem.now && (
              <p className={styles.now}>
                {columnsOf(problem).map((column) => (
                  <span key={column}>
                    {text('edits.now', {
                      column: names[column] ?? '',
                      value: problem.now?.[column] ?? 'NULL',
                    })}
                  </span>
                ))}
              </p>
            )}
          </Banner>
        )
      })}
      {problems.length > SHOWN && (
        <p className={styles.more}>
          {text('edits.moreProblems', { count: problems.length - SHOWN })}
        </p>
      )}
    </div>
  )
}

type ConflictActionsProps = {
  edited: EditedResult
  problem: Extract<EditProblem, { kind: 'conflict' }>
}

function ConflictActions({ edited, problem: { ref, now } }: ConflictActionsProps) {
  const text = useText()
  if (ref.kind !== 'stored' || now === null)
    return (
      <Button onClick={() => unstageRow(edited.resultId, ref)}>{text('edits.discardRow')}</Button>
    )
  return (
    <>
      <Button onClick={() => void reloadRow(edited, ref.row)}>{text('edits.reloadRow')}</Button>
      <Button onClick={() => forceRow(edited.resultId, ref.row)}>{text('edits.overwrite')}</Button>
    </>
  )
}
