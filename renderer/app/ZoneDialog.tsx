import { useState } from 'react'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Select } from '../ui/Select.tsx'
import { choose, usePreferences } from './preferencesStore.ts'
import { zoneOptions } from './zoneOptions.ts'

/** In which zone moments are shown, by all grids; nothing else of them changes. */
export function ZoneDialog({ onClose }: { onClose: () => void }) {
  const text = useText()
  const { timeZone } = usePreferences()
  const [chosen, setChosen] = useState(timeZone)
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
        options={zoneOptions(text)}
        help={text('shell.zoneHelp')}
        onChange={setChosen}
      />
    </Dialog>
  )
}
