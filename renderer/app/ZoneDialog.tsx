import { useState } from 'react'
import { STORED_ZONE } from '../../contract/workspace.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Select } from '../ui/Select.tsx'
import { choose, usePreferences } from './preferencesStore.ts'

const localZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** In which zone moments are shown, by all grids; nothing else of them changes. */
export function ZoneDialog({ onClose }: { onClose: () => void }) {
  const text = useText()
  const { timeZone } = usePreferences()
  const [chosen, setChosen] = useState(timeZone)
  const others = Intl.supportedValuesOf('timeZone').filter(
    (name) => name !== STORED_ZONE && name !== localZone,
  )
  const options = [
    { value: STORED_ZONE, label: text('shell.zoneStored') },
    ...(localZone === STORED_ZONE
      ? []
      : [{ value: localZone, label: text('shell.zoneLocal', { zone: localZone }) }]),
    ...others.map((name) => ({ value: name, label: name })),
  ]
  return (
    <Dialog
      title={text('shell.zoneTitle')}
      width="small"
      onClose={onClose}
      onSubmit={() => {
        void choose({ timeZone: chosen })
        onClose()
      }}
      footer={
        <>
          <Button onClick={onClose}>{text('common.cancel')}</Button>
          <Button type="submit" variant="primary">
            {text('results.applyFilter')}
          </Button>
        </>
      }
    >
      <Select
        label={text('shell.zone')}
        value={chosen}
        options={options}
        help={text('shell.zoneHelp')}
        onChange={setChosen}
      />
    </Dialog>
  )
}
