import { useEffect, useState } from 'react'
import type { SchemaInfo } from '../../contract/explorer.ts'
import { api } from '../api/api.ts'
import { useDrivers, useProfiles } from '../app/profilesStore.ts'
import type { SideChoice } from '../../contract/views.ts'
import { useText } from '../text/text.ts'
import { Select } from '../ui/Select.tsx'
import styles from './CompareTab.module.css'
import { change, chooseSide, type SideName } from './compareStore.ts'

type SideChooserProps = {
  readonly viewId: string
  readonly side: SideName
  readonly choice: SideChoice
}

/** A connection and one of its schemas; the usual schema is chosen with the connection. */
export function SideChooser({ viewId, side, choice }: SideChooserProps) {
  const text = useText()
  const drivers = useDrivers()
  const withTables = (driverId: string) =>
    drivers.find(({ id }) => id === driverId)?.explorer === 'relations'
  const profiles = (useProfiles() ?? []).filter(({ driverId }) => withTables(driverId))
  const { profileId, schema } = choice
  const [schemas, setSchemas] = useState<readonly SchemaInfo[]>([])

  useEffect(() => {
    if (profileId === null) return
    const controller = new AbortController()
    const { signal } = controller
    api.call('explorer.schemas', { profileId }, { signal }).then(
      (found) => {
        if (signal.aborted) return
        setSchemas(found)
        const usual = found.find(({ isDefault }) => isDefault) ?? found[0]
        if (schema === null && usual) chooseSide(viewId, side, { profileId, schema: usual.name })
      },
      (error) => {
        if (!signal.aborted) change(viewId, { error: error as never, state: 'failed' })
      },
    )
    return () => controller.abort()
  }, [profileId, schema, side, viewId])

  return (
    <fieldset className={styles.side}>
      <legend className={styles.legend}>
        {text(side === 'left' ? 'compare.left' : 'compare.right')}
      </legend>
      <Select
        label={text(side === 'left' ? 'compare.leftConnection' : 'compare.rightConnection')}
        isLabelHidden
        value={profileId ?? ''}
        placeholder={text('compare.connection')}
        options={profiles.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => chooseSide(viewId, side, { profileId: id, schema: null })}
      />
      <Select
        label={text(side === 'left' ? 'compare.leftSchema' : 'compare.rightSchema')}
        isLabelHidden
        value={schema ?? ''}
        placeholder={text('compare.schema')}
        isDisabled={schemas.length === 0}
        options={schemas.map(({ name }) => ({ value: name, label: name }))}
        onChange={(name) => chooseSide(viewId, side, { profileId, schema: name })}
      />
    </fieldset>
  )
}
