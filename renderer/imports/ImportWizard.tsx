import { Database } from 'lucide-react'
import { useState } from 'react'
import { refreshProfile } from '../explorer/explorerStore.ts'
import { openRelation } from '../explorer/openRelation.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { ColumnsStep } from './ColumnsStep.tsx'
import { FileStep } from './FileStep.tsx'
import { rejectLimit, sourceOf, targetOf } from './importDraft.ts'
import { rowsBecome } from './importPlaces.ts'
import type { ImportPlace } from './importStore.ts'
import styles from './ImportWizard.module.css'
import { PreviewTable } from './PreviewTable.tsx'
import { RejectList, RunStep } from './RunStep.tsx'
import { TargetStep } from './TargetStep.tsx'
import { useDiscardedUpload } from './useDiscardedUpload.ts'
import { useImportDraft } from './useImportDraft.ts'
import { useImportRun } from './useImportRun.ts'
import { wordsFor } from './wordsFor.ts'

const STEPS = ['file', 'columns', 'target'] as const
type Step = (typeof STEPS)[number]

const STEP_TITLES = {
  file: 'imports.stepFile',
  columns: 'imports.stepColumns',
} as const satisfies Record<Exclude<Step, 'target'>, string>

/** Brings a file into a table: which file, which columns, which table, and then its progress. */
export function ImportWizard({ place, onClose }: { place: ImportPlace; onClose: () => void }) {
  const text = useText()
  const [step, setStep] = useState<Step>('file')
  const plan = useImportDraft(place)
  const { draft, file, planned, columns, problem, preview, target } = plan
  const { run, start, cancel, reset } = useImportRun(() => refreshProfile(place.profileId))
  useDiscardedUpload(draft.isUpload ? draft.path : null)

  const kind = rowsBecome(place.profileId) ?? 'tables'
  const words = wordsFor(kind, place, text)
  const limit = rejectLimit(draft)
  const isReady =
    step === 'file'
      ? file.state === 'done' && file.value.columns.length > 0
      : step === 'columns'
        ? problem === null && (kind !== 'points' || preview.state === 'done')
        : limit !== null && draft.table.trim() !== '' && target.state === 'done'
  const submit = (): void => {
    if (run.kind !== 'ready' || !isReady || file.value === null) return
    if (step === 'file') return setStep('columns')
    if (step === 'columns') return setStep('target')
    start({
      profileId: place.profileId,
      source: sourceOf(draft),
      target: targetOf(draft),
      columns: [...columns],
      names: file.value.columns.map(({ name }) => name),
      maxRejects: limit ?? 0,
    })
  }
  const open = (): void => {
    onClose()
    void openRelation({
      profileId: place.profileId,
      schema: draft.schema,
      name: draft.table.trim(),
    })
  }

  return (
    <Dialog
      title={words.title}
      width="large"
      onClose={run.kind === 'running' ? cancel : onClose}
      onSubmit={submit}
      footer={
        run.kind === 'ready' ? (
          <StepButtons
            step={step}
            isReady={isReady}
            onBack={() => setStep(STEPS[STEPS.indexOf(step) - 1]!)}
            onClose={onClose}
          />
        ) : (
          <RunButtons
            kind={run.kind}
            {...{ onCancel: cancel, onBack: reset, onClose }}
            onOpen={kind === 'tables' ? open : null}
          />
        )
      }
    >
      {run.kind !== 'ready' ? (
        <RunStep run={run} table={draft.table.trim()} isUndone={kind === 'tables'} />
      ) : (
        <div className={styles.wizard}>
          <ol className={styles.steps}>
            {STEPS.map((each) => (
              <li key={each} aria-current={each === step ? 'step' : undefined}>
                {each === 'target' ? words.step : text(STEP_TITLES[each])}
              </li>
            ))}
          </ol>
          {step === 'file' && (
            <FileStep
              draft={draft}
              onFile={plan.chooseFile}
              onChange={plan.change}
              file={file.value}
            />
          )}
          {step === 'columns' && (
            <ColumnsStep
              planned={planned}
              table={draft.creates ? null : target.value}
              problem={problem}
              onChoose={plan.chooseColumn}
            />
          )}
          {step === 'target' && file.value && (
            <TargetStep
              draft={draft}
              file={file.value}
              target={target}
              kind={kind}
              words={words}
              schemas={plan.schemas}
              conflicts={plan.conflicts}
              onChange={plan.change}
            />
          )}
          {file.state === 'loading' && (
            <div role="status" className={styles.dim}>
              {text('imports.inspecting')}
              <Skeleton lines={5} />
            </div>
          )}
          {file.state === 'failed' && (
            <Banner severity="error">
              <ErrorText error={file.error} />
            </Banner>
          )}
          {!draft.creates && target.state === 'failed' && (
            <Banner severity="error">
              <ErrorText error={target.error} />
            </Banner>
          )}
          {file.value !== null && step !== 'target' && (
            <PreviewTable columns={columns} preview={preview} />
          )}
          {file.value !== null && file.value.rejectCount > 0 && (
            <Banner severity="warning">
              {text('imports.badRows', { count: file.value.rejectCount })}
            </Banner>
          )}
          {step === 'columns' && <RejectList rejects={preview.value?.rejects ?? []} />}
        </div>
      )}
    </Dialog>
  )
}

type StepButtonsProps = {
  step: Step
  isReady: boolean
  onBack: () => void
  onClose: () => void
}

function StepButtons({ step, isReady, onBack, onClose }: StepButtonsProps) {
  const text = useText()
  return (
    <>
      <Button onClick={onClose}>{text('common.cancel')}</Button>
      {step !== 'file' && <Button onClick={onBack}>{text('imports.back')}</Button>}
      <Button
        type="submit"
        variant="primary"
        disabled={!isReady}
        {...(step === 'target' && { icon: Database })}
      >
        {step === 'target' ? text('imports.import') : text('imports.next')}
      </Button>
    </>
  )
}

type RunButtonsProps = {
  kind: 'running' | 'done' | 'cancelled' | 'failed'
  onCancel: () => void
  onBack: () => void
  /** Null: there is nothing to open as a whole. */
  onOpen: (() => void) | null
  onClose: () => void
}

function RunButtons({ kind, onCancel, onBack, onOpen, onClose }: RunButtonsProps) {
  const text = useText()
  if (kind === 'running') return <Button onClick={onCancel}>{text('common.cancel')}</Button>
  return (
    <>
      {kind === 'done' ? (
        onOpen && <Button onClick={onOpen}>{text('imports.openTable')}</Button>
      ) : (
        <Button onClick={onBack}>{text('imports.back')}</Button>
      )}
      <Button variant="primary" onClick={onClose}>
        {text('common.close')}
      </Button>
    </>
  )
}
