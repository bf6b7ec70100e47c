import { useId, useRef, useState } from 'react'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorText } from '../ui/ErrorText.tsx'
import { toast } from '../ui/toast.ts'
import { FoundList } from './FoundList.tsx'
import styles from './ImportConnectionsDialog.module.css'
import { useConnectionImport } from './useConnectionImport.ts'

/** Takes connections over from URLs or from a file of another program, after a look at what they become. */
export function ImportConnectionsDialog({ onClose }: { onClose: () => void }) {
  const text = useText()
  const [typed, setTyped] = useState('')
  const { found, chosen, error, isBusy, read, make, choose, chooseAll, back } = useConnectionImport(
    (count) => {
      onClose()
      toast(text('connections.imported', { count }))
    },
  )
  const submit = () => {
    if (found === null) void read(typed)
    else if (chosen.size > 0) void make()
  }
  return (
    <Dialog
      title={text('connections.importTitle')}
      width="large"
      onClose={onClose}
      onSubmit={submit}
      notice={
        error && (
          <Banner severity="error">
            <ErrorText error={error} />
          </Banner>
        )
      }
      footer={
        <>
          {found && <Button onClick={back}>{text('connections.importBack')}</Button>}
          <span className={styles.room} />
          <Button onClick={onClose}>{text('common.cancel')}</Button>
          <Button
            variant="primary"
            type="submit"
            disabled={isBusy || (found ? chosen.size === 0 : typed.trim() === '')}
          >
            {found
              ? text('connections.importDo', { count: chosen.size })
              : text('connections.importLook')}
          </Button>
        </>
      }
    >
      {found ? (
        <FoundList found={found} chosen={chosen} onChoose={choose} onChooseAll={chooseAll} />
      ) : (
        <SourceStep
          typed={typed}
          onChange={setTyped}
          onFile={(content) => {
            setTyped(content)
            void read(content)
          }}
        />
      )}
    </Dialog>
  )
}

function SourceStep({
  typed,
  onChange,
  onFile,
}: {
  typed: string
  onChange: (typed: string) => void
  onFile: (content: string) => void
}) {
  const text = useText()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className={styles.source}>
      <ul className={styles.kinds}>
        <li>{text('connections.importFromUrls')}</li>
        <li>{text('connections.importFromDbeaver')}</li>
        <li>{text('connections.importFromMssql')}</li>
        <li>{text('connections.importFromOwn')}</li>
      </ul>
      <label htmlFor={id} className={styles.label}>
        {text('connections.importText')}
      </label>
      <textarea
        id={id}
        className={styles.text}
        spellCheck={false}
        placeholder={'postgres://user:password@db.example.com:5432/shop\nredis://cache.example.com'}
        value={typed}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div>
        <input
          ref={input}
          type="file"
          hidden
          accept=".json,.jsonc,.txt,application/json,text/plain"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? []
            void file?.text().then(onFile)
          }}
        />
        <Button onClick={() => input.current?.click()}>{text('connections.importChoose')}</Button>
      </div>
    </div>
  )
}
