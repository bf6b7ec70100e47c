import { useId, useState } from 'react'
import { toWireError, type WireError } from '../../../contract/errors.ts'
import { MAX_JSON_LENGTH } from '../../../contract/frames.ts'
import { api } from '../../api/api.ts'
import { useText } from '../../text/text.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { formatBytes } from '../formatAmounts.ts'
import styles from './Analysis.module.css'
import { MakingButtons } from './MakingButtons.tsx'
import { MakingNotice } from './MakingNotice.tsx'
import { useMaking } from './useMaking.ts'

/** JSON that is pasted or in a file, as a result. */
export function JsonDialog({ tabId, onClose }: { tabId: string; onClose: () => void }) {
  const text = useText()
  const id = useId()
  const [json, setJson] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const making = useMaking(tabId, onClose)
  const [unread, setUnread] = useState<WireError | null>(null)
  const read = async (chosen: File): Promise<string> => {
    if (chosen.size > MAX_JSON_LENGTH)
      throw new Error(
        text('analysis.jsonTooLarge', {
          size: formatBytes(chosen.size),
          limit: formatBytes(MAX_JSON_LENGTH),
        }),
      )
    return chosen.text()
  }
  const submit = (): void => {
    setUnread(null)
    const title = file ? file.name : text('analysis.jsonResult')
    const content = file ? read(file) : Promise.resolve(json)
    content.then(
      (given) =>
        making.make(title, (signal) => api.call('frames.fromJson', { json: given }, { signal })),
      (error: unknown) => setUnread({ ...toWireError(error), message: (error as Error).message }),
    )
  }
  const state = unread ? { kind: 'failed' as const, error: unread } : making.state
  return (
    <Dialog
      title={text('analysis.jsonTitle')}
      onClose={onClose}
      onSubmit={submit}
      notice={state.kind !== 'idle' && <MakingNotice state={state} />}
      footer={
        <MakingButtons
          making={making}
          label={text('analysis.openJson')}
          isReady={file !== null || json.trim() !== ''}
          onClose={onClose}
        />
      }
    >
      <label htmlFor={`${id}-text`} className={styles.fieldLabel}>
        {text('analysis.jsonText')}
      </label>
      <textarea
        id={`${id}-text`}
        className={styles.json}
        spellCheck={false}
        disabled={file !== null}
        placeholder={'[{"id": 1, "name": "Ann"}]'}
        value={json}
        onChange={(event) => setJson(event.currentTarget.value)}
      />
      <label htmlFor={`${id}-file`} className={styles.fieldLabel}>
        {text('analysis.jsonFile')}
      </label>
      <input
        id={`${id}-file`}
        type="file"
        accept=".json,.ndjson,.jsonl,application/json"
        onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
      />
      <p className={styles.hint}>{text('analysis.jsonHint')}</p>
    </Dialog>
  )
}
