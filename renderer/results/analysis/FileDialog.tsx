import { useState } from 'react'
import { api } from '../../api/api.ts'
import { FileStep } from '../../imports/FileStep.tsx'
import { newDraft, sourceOf, withFile } from '../../imports/importDraft.ts'
import { useAsked } from '../../imports/useAsked.ts'
import { useDiscardedUpload } from '../../imports/useDiscardedUpload.ts'
import { useText } from '../../text/text.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { toast } from '../../ui/toast.ts'
import { keepResult } from '../runsStore.ts'
import styles from './Analysis.module.css'
import { MakingButtons } from './MakingButtons.tsx'
import { MakingNotice } from './MakingNotice.tsx'
import { useMaking } from './useMaking.ts'

type FileDialogProps = { tabId: string; profileId: string; onClose: () => void }

/** A file of any kind that can be imported, as a result in no database. */
export function FileDialog({ tabId, profileId, onClose }: FileDialogProps) {
  const text = useText()
  const [draft, setDraft] = useState(() => newDraft({ profileId, schema: '', table: null }))
  const making = useMaking(onClose)
  useDiscardedUpload(draft.isUpload ? draft.path : null)
  const isReady = draft.path.trim() !== ''
  const source = sourceOf(draft)
  // Only a workbook has sheets to choose from.
  const workbook = useAsked(
    'imports.inspect',
    isReady && draft.format === 'xlsx' ? { source } : null,
  )
  const submit = (): void => {
    if (!isReady || making.state.kind === 'busy') return
    making.make(
      (signal) => api.call('imports.open', { source }, { signal }),
      ({ rejects, rejectCount, ...made }, elapsedMs) => {
        keepResult(tabId, made, {
          title: draft.fileName,
          name: draft.table,
          profileId,
          elapsedMs,
        })
        const [first] = rejects
        if (first) toast(text('analysis.fileRejects', { count: rejectCount, ...first }))
      },
    )
  }
  return (
    <Dialog
      title={text('analysis.fileTitle')}
      width="large"
      onClose={onClose}
      onSubmit={submit}
      notice={making.state.kind !== 'idle' && <MakingNotice state={making.state} />}
      footer={
        <MakingButtons
          making={making}
          label={text('analysis.open')}
          isReady={isReady}
          onClose={onClose}
        />
      }
    >
      <div className={styles.file}>
        <FileStep
          draft={draft}
          onFile={(file) => setDraft((known) => withFile(known, file))}
          onChange={(change) => setDraft((known) => ({ ...known, ...change }))}
          file={workbook.value}
        />
        <p className={styles.hint}>{text('analysis.fileHint')}</p>
      </div>
    </Dialog>
  )
}
