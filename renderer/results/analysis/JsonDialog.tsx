import { useId, useState } from 'react'
import { api } from '../../api/api.ts'
import { useText } from '../../text/text.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { keepResult } from '../runsStore.ts'
import styles from './Analysis.module.css'
import { MakingButtons } from './MakingButtons.tsx'
import { MakingNotice } from './MakingNotice.tsx'
import { useMaking } from './useMaking.ts'

type JsonDialogProps = { tabId: string; profileId: string; onClose: () => void }

/** JSON that is typed or pasted, as a result. */
export function JsonDialog({ tabId, profileId, onClose }: JsonDialogProps) {
  const text = useText()
  const id = useId()
  const [json, setJson] = useState('')
  const making = useMaking(onClose)
  const submit = (): void =>
    making.make(
      (signal) => api.call('frames.fromJson', { json }, { signal }),
      (made, elapsedMs) =>
        keepResult(tabId, made, {
          title: text('analysis.jsonResult'),
          name: 'json',
          profileId,
          elapsedMs,
        }),
    )
  return (
    <Dialog
      title={text('analysis.jsonTitle')}
      onClose={onClose}
      onSubmit={submit}
      notice={making.state.kind !== 'idle' && <MakingNotice state={making.state} />}
      footer={
        <MakingButtons
          making={making}
          label={text('analysis.open')}
          isReady={json.trim() !== ''}
          onClose={onClose}
        />
      }
    >
      <label htmlFor={id} className={styles.fieldLabel}>
        {text('analysis.jsonText')}
      </label>
      <textarea
        id={id}
        className={styles.json}
        spellCheck={false}
        placeholder={'[{"id": 1, "name": "Ann"}]'}
        value={json}
        onChange={(event) => setJson(event.currentTarget.value)}
      />
      <p className={styles.hint}>{text('analysis.jsonHint')}</p>
    </Dialog>
  )
}
