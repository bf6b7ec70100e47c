import { useState } from 'react'
import type { KeyLifetime } from '../../../contract/explorer.ts'
import { api } from '../../api/api.ts'
import { useCall } from '../../api/useCall.ts'
import { useProfile } from '../../app/profilesStore.ts'
import { formatDuration } from '../../results/formatAmounts.ts'
import { errorLine } from '../../text/errorInLanguage.ts'
import { useText } from '../../text/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { Select } from '../../ui/Select.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { toast } from '../../ui/toast.ts'
import { refreshProfile } from '../explorerStore.ts'
import { closeKeyDialog, useKeyDialog, type KeyDialog } from './keyDialogStore.ts'
import styles from './KeyDialogs.module.css'
import { LIFETIME_UNITS, lifetimeDraft, lifetimeMs, type LifetimeUnit } from './lifetimeDraft.ts'

/** The open question about a key, if any. Once in the window. */
export function KeyDialogs() {
  const dialog = useKeyDialog()
  if (!dialog) return null
  return dialog.kind === 'lifetime' ? <Lifetime {...dialog} /> : <Deletion {...dialog} />
}

function Lifetime({ profileId, path, name }: KeyDialog) {
  const text = useText()
  const { value, error } = useCall('explorer.keyLifetime', { profileId, path: [...path] })
  if (value) return <LifetimeForm profileId={profileId} path={path} name={name} known={value} />
  return (
    <Dialog
      title={text('keys.lifetimeOf', { name })}
      width="small"
      onClose={closeKeyDialog}
      footer={<Button onClick={closeKeyDialog}>{text('common.close')}</Button>}
    >
      {error ? <ErrorText error={error} /> : <Skeleton />}
    </Dialog>
  )
}

type LifetimeFormProps = Omit<KeyDialog, 'kind'> & { known: KeyLifetime }

const USUAL_MS = 3_600_000

function LifetimeForm({ profileId, path, name, known }: LifetimeFormProps) {
  const text = useText()
  const profile = useProfile(profileId)
  const isProduction = profile?.environment === 'production'
  const [isLasting, setLasting] = useState(known.ttlMs === null)
  const [draft, setDraft] = useState(() => lifetimeDraft(known.ttlMs ?? USUAL_MS))
  const ttlMs = isLasting ? null : lifetimeMs(draft)
  const isValid = isLasting || ttlMs !== null
  const save = async (): Promise<void> => {
    if (!isValid) return
    try {
      await api.call('explorer.setKeyLifetime', { profileId, path: [...path], ttlMs })
      closeKeyDialog()
      refreshProfile(profileId)
    } catch (error) {
      toast(errorLine(error), 'error')
    }
  }
  return (
    <Dialog
      title={text('keys.lifetimeOf', { name })}
      width="small"
      onClose={closeKeyDialog}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onClick={closeKeyDialog}>{text('common.cancel')}</Button>
          <Button type="submit" variant={isProduction ? 'danger' : 'primary'} disabled={!isValid}>
            {text('common.save')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {isProduction && (
          <Banner severity="warning">
            {text('keys.production', { name: profile?.name ?? '' })}
          </Banner>
        )}
        <p className={styles.name}>{known.name}</p>
        <p>
          {known.ttlMs === null
            ? text('keys.livesOn')
            : text('keys.endsIn', { time: formatDuration(known.ttlMs) })}
        </p>
        <Checkbox label={text('keys.lasting')} isChecked={isLasting} onChange={setLasting} />
        {!isLasting && (
          <div className={styles.time}>
            <TextField
              label={text('keys.endsAfter')}
              inputMode="decimal"
              value={draft.amount}
              onChange={(amount) => setDraft({ ...draft, amount })}
              {...(!isValid && { error: text('keys.noTime') })}
            />
            <Select<LifetimeUnit>
              label={text('keys.unit')}
              value={draft.unit}
              options={LIFETIME_UNITS.map((unit) => ({ value: unit, label: text(`keys.${unit}`) }))}
              onChange={(unit) => setDraft({ ...draft, unit })}
            />
          </div>
        )}
      </div>
    </Dialog>
  )
}

function Deletion({ profileId, path, name }: KeyDialog) {
  const text = useText()
  const profile = useProfile(profileId)
  const remove = async (): Promise<void> => {
    closeKeyDialog()
    try {
      await api.call('explorer.deleteKey', { profileId, path: [...path] })
      toast(text('keys.deleted', { name }))
    } catch (error) {
      toast(errorLine(error), 'error')
    }
    refreshProfile(profileId)
  }
  return (
    <ConfirmDialog
      title={text('keys.deleteQuestion', { name })}
      explanation={text(
        profile?.environment === 'production' ? 'keys.deleteProduction' : 'keys.deleteExplanation',
        { name: profile?.name ?? '' },
      )}
      confirmLabel={text('keys.delete')}
      isDanger
      onConfirm={() => void remove()}
      onCancel={closeKeyDialog}
    />
  )
}
