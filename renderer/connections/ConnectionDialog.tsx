import { useMemo, useRef, useState } from 'react'
import type { WorkbenchError } from '../../contract/errors.ts'
import type { DriverInfo } from '../../contract/drivers.ts'
import type { ParsedUrl } from '../../contract/profiles.ts'
import { api } from '../api/api.ts'
import { useDrivers } from '../app/profilesStore.ts'
import { useLanguage } from '../text/language.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorText } from '../ui/ErrorText.tsx'
import { checkDraft, type DraftProblems } from './checkDraft.ts'
import styles from './ConnectionDialog.module.css'
import { ConnectionForm } from './ConnectionForm.tsx'
import { withUrl, type Draft, type DraftChange } from './draft.ts'
import { inLanguage } from './inLanguage.ts'
import { TestResult } from './TestResult.tsx'
import { useConnectionTest } from './useConnectionTest.ts'
import { useKeptSecrets } from './useKeptSecrets.ts'
import { useUrlField } from './useUrlField.ts'

export type ConnectionDialogProps = {
  title: string
  initial: Draft
  /** The saved connection whose secrets main keeps for this one; null: none. */
  savedId: string | null
  /** The connection that this one is a copy of. */
  secretsOf?: string
  /** Called with the id of what was saved. */
  onSaved?: (profileId: string) => void
  onClose: () => void
}

/** Makes or changes a connection: by URL or field by field, tried out before it is saved. */
export function ConnectionDialog({
  title,
  initial,
  savedId,
  secretsOf,
  onSaved,
  onClose,
}: ConnectionDialogProps) {
  const text = useText()
  const spoken = useDrivers()
  const language = useLanguage((state) => state.language)
  const drivers = useMemo(
    () => spoken.map((driver) => inLanguage(driver, language)),
    [spoken, language],
  )
  const [draft, setDraft] = useState(initial)
  // Drawn or not: a keystroke may come before what main read of the URL is on screen.
  const latest = useRef(initial)
  const [problems, setProblems] = useState<DraftProblems>({})
  const [saveError, setSaveError] = useState<WorkbenchError | null>(null)
  const [isSaving, setIsSaving] = useState(false)
  const [isAskingToDiscard, setIsAskingToDiscard] = useState(false)
  const { test, run, cancel, clear } = useConnectionTest()
  const urlField = useUrlField(
    (parsed, before) => change((current) => applyUrl(current, parsed, before, drivers)),
    () => {
      setSaveError(null)
      clear()
    },
  )
  const driver = drivers.find(({ id }) => id === draft.driverId)
  const kept = useKeptSecrets(savedId)

  function change(update: DraftChange): void {
    latest.current = update(latest.current)
    setDraft(latest.current)
    setProblems({})
    setSaveError(null)
    clear()
  }

  /** What the form means now, the URL read to its last letter; null: something is wrong in it. */
  async function currentRequest() {
    await urlField.flush()
    const current = latest.current
    const currentDriver = drivers.find(({ id }) => id === current.driverId)
    if (!currentDriver) return null
    const checked = checkDraft(current, currentDriver, text)
    setProblems(checked.problems ?? {})
    return checked.request && { ...checked.request, ...(secretsOf && { secretsOf }) }
  }

  async function save(): Promise<void> {
    setIsSaving(true)
    try {
      const request = await currentRequest()
      if (!request) return
      const { id } = await api.call('profiles.save', request)
      onSaved?.(id)
      onClose()
    } catch (error) {
      setSaveError(error as WorkbenchError)
    } finally {
      setIsSaving(false)
    }
  }

  async function tryOut(): Promise<void> {
    setSaveError(null)
    try {
      const request = await currentRequest()
      if (request) await run(request)
    } catch (error) {
      // The URL cannot be read, and the fields below mean something else.
      setSaveError(error as WorkbenchError)
    }
  }

  const isDirty = draft !== initial || urlField.url !== ''
  const leave = () => (isDirty ? setIsAskingToDiscard(true) : onClose())

  return (
    <Dialog
      title={title}
      width="large"
      onClose={leave}
      onSubmit={() => void save()}
      notice={
        saveError ? (
          <Banner severity="error">
            {saveError.code === 'invalid-url' ? (
              text('connections.urlInTheWay')
            ) : (
              <ErrorText error={saveError} />
            )}
          </Banner>
        ) : (
          <TestResult test={test} onRetry={() => void tryOut()} />
        )
      }
      footer={
        <>
          <div className={styles.test}>
            {test.state === 'running' ? (
              <Button onClick={cancel}>{text('connections.cancelTest')}</Button>
            ) : (
              <Button onClick={() => void tryOut()}>{text('connections.testConnection')}</Button>
            )}
          </div>
          <Button onClick={leave}>{text('common.cancel')}</Button>
          <Button variant="primary" type="submit" disabled={isSaving}>
            {text('common.save')}
          </Button>
        </>
      }
    >
      {driver && (
        <ConnectionForm
          draft={draft}
          driver={driver}
          drivers={drivers}
          kept={kept}
          problems={problems}
          urlField={urlField}
          onChange={change}
        />
      )}
      {isAskingToDiscard && (
        <ConfirmDialog
          title={text('connections.unsavedQuestion')}
          explanation={text('connections.unsavedExplanation')}
          confirmLabel={text('connections.discard')}
          cancelLabel={text('connections.keepEditing')}
          isDanger
          onConfirm={onClose}
          onCancel={() => setIsAskingToDiscard(false)}
        />
      )}
    </Dialog>
  )
}

function applyUrl(
  draft: Draft,
  parsed: ParsedUrl,
  before: ParsedUrl['secrets'],
  drivers: readonly DriverInfo[],
): Draft {
  const driver = drivers.find(({ id }) => id === parsed.driverId)
  return driver ? withUrl(draft, parsed, driver, before) : draft
}
