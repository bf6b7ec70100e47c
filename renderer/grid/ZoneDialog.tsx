import { useState } from 'react'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Select } from '../ui/Select.tsx'
import { STORED_ZONE } from './displayStore.ts'

type ZoneDialogProps = { zone: string; onChoose: (zone: string) => void; onClose: () => void }

const localZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** In which zone moments are shown; nothing else of them changes. */
export function ZoneDialog({ zone, onChoose, onClose }: ZoneDialogProps) {
  const text = useText()
  const [chosen, setChosen] = useState(zone)
  const others = Intl.supportedValuesOf('timeZone').filter(
    (name) => name !== STORED_ZONE && name !== localZone,
  )
  const options = [
    { value: STORED_ZONE, label: text('grid.zoneStored') },
    ...(localZone === STORED_ZONE
      ? []
      : [{ value: localZone, label: text('grid.zoneLocal', { zone: localZone }) }]),
    ...others.map((name) => ({ value: name, label: name })),
  ]
  return (
    <Dialog
      title={text('grid.zoneTitle')}
      width="small"
      onClose={onClose}
      onSubmit={() => {
        onChoose(chosen)
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
        label={text('grid.zone')}
        value={chosen}
        options={options}
        help={text('grid.zoneHelp')}
        onChange={setChosen}
      />
    </Dialog>
  )
}
