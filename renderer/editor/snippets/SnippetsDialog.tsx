import { Copy, Plus, Trash2 } from 'lucide-react'
import { Fragment, useState } from 'react'
import type { Snippet } from '../../../contract/saved.ts'
import { api } from '../../api/api.ts'
import { useDrivers } from '../../app/profilesStore.ts'
import { errorLine } from '../../text/errorInLanguage.ts'
import { useText } from '../../text/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { toast } from '../../ui/toast.ts'
import styles from './SnippetsDialog.module.css'
import { setSnippetsOpen, useSnippets } from './snippetsStore.ts'

/** Stands for any database; a select must have a value. */
const ANY = 'any'

/** The user's own snippets, to be changed, and the built-in ones, to be copied. Once in the window. */
export function SnippetsDialog() {
  const isOpen = useSnippets((state) => state.isDialogOpen)
  return isOpen && <SnippetsForm />
}

function SnippetsForm() {
  const text = useText()
  const own = useSnippets((state) => state.own) ?? []
  const drivers = useDrivers() ?? []
  const [edited, setEdited] = useState<Snippet | null>(own[0] ?? null)
  const close = (): void => setSnippetsOpen(false)
  const isWhole =
    edited !== null &&
    /^\S+$/.test(edited.prefix) &&
    edited.name.trim() !== '' &&
    edited.text !== ''
  const save = async (): Promise<void> => {
    if (!isWhole) return
    if (await told(api.call('snippets.save', { snippet: edited }))) close()
  }
  const remove = async (snippet: Snippet): Promise<void> => {
    if (!(await told(api.call('snippets.delete', { snippetId: snippet.id })))) return
    if (edited?.id === snippet.id) setEdited(null)
  }
  const builtIn = drivers.filter(({ dialect }) => dialect.snippets)
  return (
    <Dialog
      title={text('saved.snippets')}
      width="large"
      onClose={close}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onClick={close}>{text('common.close')}</Button>
          <Button variant="primary" type="submit" disabled={!isWhole}>
            {text('common.save')}
          </Button>
        </>
      }
    >
      <div className={styles.parts}>
        <div className={styles.lists}>
          <Button icon={Plus} onClick={() => setEdited(emptySnippet())}>
            {text('saved.newSnippet')}
          </Button>
          <h3 className={styles.heading}>{text('saved.ownSnippets')}</h3>
          {own.length === 0 && <p className={styles.help}>{text('saved.noSnippets')}</p>}
          <ul className={styles.list} aria-label={text('saved.ownSnippets')}>
            {own.map((snippet) => (
              <li
                key={snippet.id}
                className={styles.line}
                data-chosen={edited?.id === snippet.id || undefined}
              >
                <button type="button" className={styles.choose} onClick={() => setEdited(snippet)}>
                  <code>{snippet.prefix}</code>
                  <span>{snippet.name}</span>
                </button>
                <IconButton
                  icon={Trash2}
                  size="small"
                  label={`${text('saved.delete')}: ${snippet.prefix}`}
                  onClick={() => void remove(snippet)}
                />
              </li>
            ))}
          </ul>
          {builtIn.map(({ id: driverId, label, dialect }) => (
            <Fragment key={driverId}>
              <h3 className={styles.heading}>
                {text('saved.builtInSnippets')} · {label}
              </h3>
              <ul className={styles.list}>
                {dialect.snippets?.map((snippet) => (
                  <li key={snippet.prefix} className={styles.line}>
                    <span className={styles.choose} title={snippet.text}>
                      <code>{snippet.prefix}</code>
                      <span>{snippet.name}</span>
                    </span>
                    <IconButton
                      icon={Copy}
                      size="small"
                      label={`${text('saved.copySnippet')}: ${snippet.prefix}, ${label}`}
                      onClick={() => setEdited({ ...snippet, id: crypto.randomUUID(), driverId })}
                    />
                  </li>
                ))}
              </ul>
            </Fragment>
          ))}
        </div>
        {!edited && <p className={styles.help}>{text('saved.snippetsHelp')}</p>}
        {edited && (
          <div className={styles.fields} key={edited.id}>
            <TextField
              label={text('saved.prefix')}
              help={text('saved.prefixHelp')}
              error={/\s/.test(edited.prefix) ? text('saved.prefixTaken') : undefined}
              value={edited.prefix}
              onChange={(prefix) => setEdited({ ...edited, prefix })}
            />
            <TextField
              label={text('saved.snippetName')}
              value={edited.name}
              onChange={(name) => setEdited({ ...edited, name })}
            />
            <Select
              label={text('saved.snippetFor')}
              value={edited.driverId ?? ANY}
              options={[
                { value: ANY, label: text('saved.anyDatabase') },
                ...drivers.map(({ id, label }) => ({ value: id, label })),
              ]}
              onChange={(id) => setEdited({ ...edited, driverId: id === ANY ? null : id })}
            />
            <label className={styles.textField}>
              <span>{text('saved.snippetText')}</span>
              <textarea
                className={styles.text}
                spellCheck={false}
                value={edited.text}
                onChange={(event) => setEdited({ ...edited, text: event.currentTarget.value })}
              />
              <span className={styles.help}>{text('saved.snippetTextHelp')}</span>
            </label>
          </div>
        )}
      </div>
    </Dialog>
  )
}

const emptySnippet = (): Snippet => ({
  ...{ id: crypto.randomUUID(), prefix: '', name: '', text: '', driverId: null },
})

async function told(call: Promise<void>): Promise<boolean> {
  try {
    await call
    return true
  } catch (error) {
    toast(errorLine(error), 'error')
    return false
  }
}
