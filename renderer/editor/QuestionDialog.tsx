import { useState } from 'react'
import type { Danger } from '../../contract/sql/findDangers.ts'
import { useCall } from '../api/useCall.ts'
import { useText, type TextKey } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/TextField.tsx'
import styles from './QuestionDialog.module.css'
import { SchemaContents } from './SchemaContents.tsx'
import { useAsked } from './questionStore.ts'
import { countedOf, mustTypeName, type Counted, type RunQuestion } from './runQuestion.ts'

/** The question before a statement that destroys, or that changes production. Once in the window. */
export function QuestionDialog() {
  const { asked } = useAsked()
  return asked && <Question {...asked} />
}

type QuestionProps = { question: RunQuestion; answer: (isToRun: boolean) => void }

function Question({ question, answer }: QuestionProps) {
  const text = useText()
  const [typed, setTyped] = useState('')
  const { profile, dangers, statement, affected = [], isMeasured = false } = question
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
            {dangers.slice(0, SHOWN).map((danger, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- the list never changes
              <DangerLine key={index} profileId={profile.id} danger={danger} />
            ))}
            {dangers.length > SHOWN && (
              <li>{text('editor.moreDangers', { count: dangers.length - SHOWN })}</li>
            )}
          </ul>
        )}
        <Explanation question={question} />
        {affected.length > 0 && (
          <ul className={styles.dangers}>
            {affected.map(({ verb, relation, alias, condition }, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- the list never changes
              <li key={index}>
                {text(verb === 'update' ? 'editor.changesRows' : 'editor.removesRows', {
                  relation,
                })}{' '}
                <RowCount
                  profileId={profile.id}
                  of="relation"
                  unit="rows"
                  relation={relation}
                  where={{ alias, condition }}
                />
              </li>
            ))}
          </ul>
        )}
        <pre className={styles.statement}>{statement.slice(0, 2_000)}</pre>
        {mustTypeName(question) && (
          <TextField label={text('editor.typeName', { name })} value={typed} onChange={setTyped} />
        )}
      </div>
    </Dialog>
  )
}

/** Of how many a list shows the first. */
const SHOWN = 8

/** What the statements are, where no danger says it, or there are more than those. */
function Explanation({ question }: { question: RunQuestion }) {
  const text = useText()
  const { dangers, statementCount: count, summary, kinds = [], isMeasured, isHidden } = question
  if (isMeasured) return null
  if (isHidden) return <p>{text('editor.hiddenExplanation')}</p>
  if (dangers.length > 0 && count <= dangers.length) return null
  const list = kinds.map((each) => `${each.count.toLocaleString('en')} ${each.kind}`).join(', ')
  return (
    <p>
      {text('editor.productionExplanation', { count })}
      {summary !== undefined && ` ${summary}`}
      {count > 1 && list !== '' && ` ${list}.`}
    </p>
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
      <span>{text(lineOf(danger), { target })}</span>{' '}
      {counted && <RowCount profileId={profileId} {...counted} />}
      {danger.kind === 'drop-schema' && (
        <SchemaContents profileId={profileId} target={danger.target} />
      )}
    </li>
  )
}

/** Counted while the user reads; a long count is given up, and said to be. */
type RowCountProps = { profileId: string } & Counted

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

/** Whose WHERE chooses nothing is told so. */
const lineOf = ({ kind, isAlwaysTrue }: Danger): TextKey => {
  if (!isAlwaysTrue) return LINES[kind]
  return kind === 'update-all' ? 'editor.dangerUpdateTrue' : 'editor.dangerDeleteTrue'
}

const LINES: Record<Danger['kind'], TextKey> = {
  'update-all': 'editor.dangerUpdate',
  'delete-all': 'editor.dangerDelete',
  'merge-all': 'editor.dangerMerge',
  truncate: 'editor.dangerTruncate',
  block: 'editor.dangerBlock',
  'drop-table': 'editor.dangerDropTable',
  'drop-schema': 'editor.dangerDropSchema',
  'drop-role': 'editor.dangerDropRole',
  'drop-owned': 'editor.dangerDropOwned',
  drop: 'editor.dangerDrop',
  'flush-database': 'editor.dangerFlushDatabase',
  'flush-server': 'editor.dangerFlushServer',
  'drop-database': 'editor.dangerDropDatabase',
  'drop-measurement': 'editor.dangerDropMeasurement',
  'drop-series': 'editor.dangerDropSeries',
  'drop-policy': 'editor.dangerDropPolicy',
  call: 'editor.dangerCall',
}
