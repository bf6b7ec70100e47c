import { FolderOpen, Upload } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { WorkbenchError } from '../../contract/errors.ts'
import type { InspectedFile } from '../../contract/imports.ts'
import { api } from '../api/api.ts'
import { useHost } from '../app/hostStore.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorText } from '../ui/ErrorText.tsx'
import { TextField } from '../ui/TextField.tsx'
import type { ImportDraft } from './importDraft.ts'
import { SourceOptions } from './SourceOptions.tsx'
import styles from './ImportWizard.module.css'
import { uploadFile } from './uploadFile.ts'

type FileStepProps = {
  draft: ImportDraft
  onFile: (file: Pick<ImportDraft, 'path' | 'fileName' | 'isUpload'>) => void
  onChange: (change: Partial<ImportDraft>) => void
  file: InspectedFile | null
}

/** Which file, and how it is to be read. */
export function FileStep({ draft, onFile, onChange, file }: FileStepProps) {
  const host = useHost()
  return (
    <>
      {host?.hasFileDialogs ? (
        <PathChoice draft={draft} onFile={onFile} />
      ) : (
        <UploadChoice draft={draft} onFile={onFile} />
      )}
      {draft.path !== '' && (
        <SourceOptions draft={draft} onChange={onChange} sheets={file?.sheets ?? []} />
      )}
    </>
  )
}

type ChoiceProps = Pick<FileStepProps, 'draft' | 'onFile'>

const nameOf = (path: string): string => path.split(/[/\\]/).at(-1) ?? path

function PathChoice({ draft, onFile }: ChoiceProps) {
  const text = useText()
  const choose = async (): Promise<void> => {
    const path = await api.call('workspace.chooseOpenPath', {})
    if (path !== null) onFile({ path, fileName: nameOf(path), isUpload: false })
  }
  return (
    <div className={styles.file}>
      <TextField
        label={text('imports.file')}
        value={draft.path}
        onChange={(path) => onFile({ path, fileName: nameOf(path), isUpload: false })}
        help={text('imports.fileHelp')}
      />
      <Button icon={FolderOpen} onClick={() => void choose()}>
        {text('imports.chooseFile')}
      </Button>
    </div>
  )
}

type Sending =
  | { kind: 'none' }
  | { kind: 'sending'; name: string; share: number }
  | { kind: 'failed'; error: WorkbenchError }

/** A browser gives no path: the file is sent up. One that is on this computer can be named, too. */
function UploadChoice({ draft, onFile }: ChoiceProps) {
  const text = useText()
  const input = useRef<HTMLInputElement>(null)
  const controller = useRef<AbortController | null>(null)
  const [sending, setSending] = useState<Sending>({ kind: 'none' })
  useEffect(() => () => controller.current?.abort(), [])

  const send = (file: File): void => {
    controller.current?.abort()
    const { signal } = (controller.current = new AbortController())
    const tell = (share: number) => setSending({ kind: 'sending', name: file.name, share })
    tell(0)
    uploadFile(file, tell, signal).then(
      (path) => {
        setSending({ kind: 'none' })
        onFile({ path, fileName: file.name, isUpload: true })
      },
      (error: WorkbenchError) => !signal.aborted && setSending({ kind: 'failed', error }),
    )
  }
  return (
    <>
      <div className={styles.file}>
        <TextField
          label={text('imports.file')}
          value={draft.isUpload ? draft.fileName : draft.path}
          readOnly={draft.isUpload}
          onChange={(path) => onFile({ path, fileName: nameOf(path), isUpload: false })}
          help={text('imports.fileHelp')}
        />
        <input
          ref={input}
          type="file"
          className="visually-hidden"
          aria-label={text('imports.chooseFile')}
          tabIndex={-1}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? []
            if (file) send(file)
          }}
        />
        <Button icon={Upload} onClick={() => input.current?.click()}>
          {text('imports.chooseFile')}
        </Button>
      </div>
      {sending.kind === 'sending' && (
        <p className={styles.dim} role="status">
          <progress
            aria-label={text('imports.sending', { name: sending.name })}
            value={sending.share}
          />{' '}
          {text('imports.sending', { name: sending.name })}
        </p>
      )}
      {sending.kind === 'failed' && (
        <Banner severity="error">
          <ErrorText error={sending.error} />
        </Banner>
      )}
    </>
  )
}
