import { useState } from 'react'
import { formatCount } from '../results/formatAmounts.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/TextField.tsx'
import { parseRowNumber } from './parseRowNumber.ts'

type GoToRowProps = {
  rowCount: number
  /** Counted from 1. */
  current: number
  onGo: (rowNumber: number) => void
  onClose: () => void
}

/** Asks for the number of a row. */
export function GoToRow({ rowCount, current, onGo, onClose }: GoToRowProps) {
  const text = useText()
  const [typed, setTyped] = useState(String(current))
  const [isTold, setIsTold] = useState(false)
  const rowNumber = parseRowNumber(typed, rowCount)
  const rows = formatCount(rowCount)
  return (
    <Dialog
      title={text('grid.goToRow')}
      width="small"
      onClose={onClose}
      onSubmit={() => (rowNumber === null ? setIsTold(true) : onGo(rowNumber))}
      footer={
        <>
          <Button onClick={onClose}>{text('common.cancel')}</Button>
          <Button type="submit" variant="primary">
            {text('grid.go')}
          </Button>
        </>
      }
    >
      <TextField
        label={text('grid.rowNumber')}
        value={typed}
        inputMode="numeric"
        help={text('grid.rowNumberHelp', { rows })}
        error={isTold && rowNumber === null ? text('grid.rowNumberWrong', { rows }) : undefined}
        onChange={setTyped}
        onFocus={(event) => event.currentTarget.select()}
      />
    </Dialog>
  )
}
