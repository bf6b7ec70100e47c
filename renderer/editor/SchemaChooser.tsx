import { useEffect, useState } from 'react'
import { useCall } from '../api/useCall.ts'
import { useText } from '../text/text.ts'
import { Select } from '../ui/Select.tsx'
import styles from './EditorToolbar.module.css'
import { chooseSchema, useTabSession } from './transactionsStore.ts'

type SchemaChooserProps = { tabId: string; profileId: string; isDisabled: boolean }

/** Where the tab's statements look for names without a schema. */
export function SchemaChooser(props: SchemaChooserProps) {
  // A tab that only lies open asks the server for nothing.
  const [isNear, setIsNear] = useState(false)
  const [names, setNames] = useState<readonly string[]>([])
  const comeNear = (): void => setIsNear(true)
  return (
    <div className={styles.schema} onPointerEnter={comeNear} onFocusCapture={comeNear}>
      {isNear && <SchemaReader profileId={props.profileId} onRead={setNames} />}
      <Chooser {...props} names={names} />
    </div>
  )
}

type SchemaReaderProps = { profileId: string; onRead: (names: readonly string[]) => void }

/** Beside the list, which must stay the same one while it opens. */
function SchemaReader({ profileId, onRead }: SchemaReaderProps) {
  const { value } = useCall('explorer.schemas', { profileId })
  useEffect(() => {
    if (value) onRead(value.flatMap(({ name, isSystem }) => (isSystem ? [] : [name])))
  }, [value, onRead])
  return null
}

/** Stands for the schema that the connection has by itself; a select must have a value. */
const USUAL = 'usual'
const NAMED = 'named:'

function Chooser({ tabId, isDisabled, names }: SchemaChooserProps & { names: readonly string[] }) {
  const text = useText()
  const { schema } = useTabSession(tabId)
  const all = schema === null || names.includes(schema) ? names : [schema, ...names]
  return (
    <Select
      label={text('editor.schema')}
      isLabelHidden
      isDisabled={isDisabled}
      value={schema === null ? USUAL : NAMED + schema}
      options={[
        { value: USUAL, label: text('editor.usualSchema') },
        ...all.map((name) => ({ value: NAMED + name, label: name })),
      ]}
      onChange={(value) => chooseSchema(tabId, value === USUAL ? null : value.slice(NAMED.length))}
    />
  )
}
