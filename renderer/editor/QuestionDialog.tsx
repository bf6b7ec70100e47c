import { useState } from 'react'
import type { Danger } from '../../contract/sql/findDangers.ts'
import { useCall } from '../api/useCall.ts'
import { useText, type TextKey } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/TextField.tsx'
import styles from './QuestionDialog.module.css'
import { useAsked } from './questionStore.ts'
import { countedOf, mustTypeName, type RunQuestion } from './runQuestion.ts'

/** The question before a statement that destroys, or that changes production. Once in the window. */
export function QuestionDialog() {
  const { asked } = useAsked()
  return asked && <Question {...asked} />
}

type QuestionProps = { question: RunQuestion; answer: (isToRun: boolean) => void }

function Question({ question, answer }: QuestionProps) {
  const text = useText()
  const [typed, setTyped] = useState('')
  const { profile, dangers, statement, statementCount, summary, isMeasured = false } = question
  const { name } = profile
  const isConfirmed = !mustTypeName(question) || typed.trim() === name
  return (
    <Dialog
      title={text(titleOf(question), { name })}
      onClose={() => answer(false)}
      onSubmit={() => isConfirmed && answer(true)}
      footer={
        <>
          <Button onClick={() => answer(false)}>{text('common.cancel')}</Button>
          <Button variant="danger" type="submit" disabled={!isConfirmed}>
            {text(isMeasured ? 'plans.runAndUndo' : 'editor.runAnyway')}
          </Button>
        </>
      }
    >
      <div className={styles.question}>
        {isMeasured && <p>{text('plans.measureExplanation')}</p>}
        {dangers.length > 0 && (
          <ul className={styles.dangers}>
            {dangers.map((danger, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- the list never changes
              <DangerLine key={index} profileId={profile.id} danger={danger} />
            ))}
          </ul>
        )}
        {dangers.length === 0 && !isMeasured && (
          <p>
            {text('editor.productionExplanation', { count: statementCount })}
            {summary !== undefined && ` ${summary}`}
          </p>
        )}
        <pre className={styles.statement}>{statement.slice(0, 2_000)}</pre>
        {mustTypeName(question) && (
          <TextField label={text('editor.typeName', { name })} value={typed} onChange={setTyped} />
        )}
      </div>
    </Dialog>
  )
}

function titleOf({ dangers, isMeasured = false }: RunQuestion): TextKey {
  if (isMeasured) return 'plans.measureTitle'
  return dangers.length > 0 ? 'editor.dangerTitle' : 'editor.productionTitle'
}

function DangerLine({ profileId, danger }: { profileId: string; danger: Danger }) {
  const text = useText()
  const counted = countedOf(danger)
  const target = danger.target || text('editor.dangerEverything')
  return (
    <li>
      <span>{text(LINES[danger.kind], { target })}</span>{' '}
      {counted && <RowCount profileId={profileId} {...counted} />}
    </li>
  )
}

/** Counted while the user reads; a long count is given up, and said to be. */
type RowCountProps = { profileId: string } & NonNullable<ReturnType<typeof countedOf>>

function RowCount({ profileId, unit, ...counted }: RowCountProps) {
  const text = useText()
  const { value, error } = useCall('explorer.countRows', { profileId, ...counted })
  if (error) return <span className={styles.count}>{text('editor.rowsUnknown')}</span>
  if (!value) return <span className={styles.count}>{text('editor.rowsCounting')}</span>
  return (
    <strong className={styles.count}>
      {text(unit === 'keys' ? 'editor.keysAffected' : 'editor.rowsAffected', {
        count: Number(value.rowCount),
      })}
    </strong>
  )
}

const LINES: Record<Danger['kind'], TextKey> = {
  'update-all': 'editor.dangerUpdate',
  'delete-all': 'editor.dangerDelete',
  truncate: 'editor.dangerTruncate',
  'drop-table': 'editor.dangerDropTable',
  drop: 'editor.dangerDrop',
  'flush-database': 'editor.dangerFlushDatabase',
  'flush-server': 'editor.dangerFlushServer',
  'drop-database': 'editor.dangerDropDatabase',
  'drop-measurement': 'editor.dangerDropMeasurement',
  'drop-series': 'editor.dangerDropSeries',
  'drop-policy': 'editor.dangerDropPolicy',
  call: 'editor.dangerCall',
}
