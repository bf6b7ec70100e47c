import { useState } from 'react'
import type { NotCounted } from '../../contract/sql/affected/clausesOf.ts'
import type { Danger } from '../../contract/sql/findDangers.ts'
import { useText, type TextKey } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/TextField.tsx'
import styles from './QuestionDialog.module.css'
import { SchemaContents } from './SchemaContents.tsx'
import type { LineCount } from './countLines.ts'
import type { QuestionLine, QuestionPlace } from './questionLines.ts'
import { changesOf, dangersOf, shownOf, useAsked } from './questionStore.ts'
import { mustTypeName, type RunQuestion } from './runQuestion.ts'

/** The question before a statement that destroys, or that changes production. Once in the window. */
export function QuestionDialog() {
  const { asked } = useAsked()
  return asked && <Question {...asked} />
}

type QuestionProps = { question: RunQuestion; counts: Counts; answer: (isToRun: boolean) => void }
type Counts = ReadonlyMap<QuestionLine, LineCount>

function Question({ question, counts, answer }: QuestionProps) {
  const text = useText()
  const [typed, setTyped] = useState('')
  const { profile, statement, isMeasured = false } = question
  const { id: profileId, name } = profile
  const changes = changesOf(question)
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
        <Lines lines={dangersOf(question)} counts={counts} profileId={profileId} />
        <Explanation question={question} />
        <Lines lines={changes} counts={counts} profileId={profileId} />
        {changes.length > 1 && <p className={styles.note}>{text('editor.countedNow')}</p>}
        <pre className={styles.statement}>{statement.slice(0, 2_000)}</pre>
        {mustTypeName(question) && (
          <TextField label={text('editor.typeName', { name })} value={typed} onChange={setTyped} />
        )}
      </div>
    </Dialog>
  )
}

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

type LinesProps = { lines: readonly QuestionLine[]; counts: Counts; profileId: string }

function Lines({ lines, counts, profileId }: LinesProps) {
  const text = useText()
  const shown = shownOf(lines)
  if (lines.length === 0) return null
  return (
    <ul className={styles.dangers}>
      {shown.map((line, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the list never changes
        <Line key={index} line={line} count={counts.get(line)} profileId={profileId} />
      ))}
      {lines.length > shown.length && (
        <li>{text('editor.moreDangers', { count: lines.length - shown.length })}</li>
      )}
    </ul>
  )
}

type LineProps = { line: QuestionLine; count: LineCount | undefined; profileId: string }

function Line({ line, count, profileId }: LineProps) {
  const text = useText()
  const { what, place, times, counted, notCounted } = line
  const target = what.kind === 'rows' ? what.relation : what.target
  // Behind a colon, or as a sentence of its own.
  const say = what.kind === 'rows' ? (said: string) => said : capitalised
  return (
    <li>
      {place && <span className={styles.place}>{placeText(place, text)} </span>}
      {times > 1 && `${text('editor.timesOver', { count: times })} `}
      <span>{text(lineOf(what), { target: target || text('editor.dangerEverything') })}</span>{' '}
      {counted && <Count count={count} of={counted.of} say={say} />}
      {notCounted && <span className={styles.count}>{say(text(NOT_COUNTED[notCounted]))}</span>}
      {what.kind === 'drop-schema' && <SchemaContents profileId={profileId} target={target} />}
    </li>
  )
}

const placeText = ({ line, column }: QuestionPlace, text: ReturnType<typeof useText>): string =>
  column === null
    ? text('editor.atLine', { line: String(line) })
    : text('editor.atPlace', { line: String(line), column: String(column) })

const capitalised = (said: string): string => said.charAt(0).toUpperCase() + said.slice(1)

type CountProps = { count: LineCount | undefined; of: string; say: (said: string) => string }

function Count({ count, of, say }: CountProps) {
  const text = useText()
  if (!count) return <span className={styles.count}>{say(text('editor.rowsCounting'))}</span>
  if (count.state === 'unknown') {
    const said = say(text('editor.notCounted', { reason: count.reason }))
    return <span className={styles.count}>{said}</span>
  }
  const isOfKeys = of === 'database' || of === 'server'
  return (
    <strong className={styles.count}>
      {text(isOfKeys ? 'editor.keysAffected' : 'editor.rowsAffected', { count: count.rowCount })}
    </strong>
  )
}

const NOT_COUNTED: Record<NotCounted, TextKey> = {
  elsewhere: 'editor.notCountedElsewhere',
  limited: 'editor.notCountedLimited',
  batch: 'editor.notCountedBatch',
  'own-changes': 'editor.notCountedOwn',
  form: 'editor.notCountedForm',
}

/** Whose WHERE chooses nothing is told so. */
function lineOf(what: QuestionLine['what']): TextKey {
  if (what.kind === 'rows') return CHANGES[what.verb]
  if (!what.isAlwaysTrue) return LINES[what.kind]
  return what.kind === 'update-all' ? 'editor.dangerUpdateTrue' : 'editor.dangerDeleteTrue'
}

const CHANGES = {
  update: 'editor.changesRows',
  delete: 'editor.removesRows',
  merge: 'editor.mergesRows',
} as const

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
