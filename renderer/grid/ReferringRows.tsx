import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import type { ReferringRows as Referring } from './foreignKeys.ts'
import styles from './ReferringRows.module.css'

export type ReferringRowsProps = {
  table: string
  choices: readonly Referring[]
  onChoose: (rows: Referring) => void
  onClose: () => void
}

/** Which of the tables that refer to a row to look at. */
export function ReferringRows({ table, choices, onChoose, onClose }: ReferringRowsProps) {
  const text = useText()
  return (
    <Dialog title={text('grid.referringTitle', { table })} width="small" onClose={onClose}>
      <ul className={styles.choices}>
        {choices.map((choice) => {
          const columns = choice.where.map(({ column }) => column).join(', ')
          return (
            <li key={`${choice.table}.${columns}`}>
              <Button
                variant="quiet"
                className={styles.choice}
                onClick={() => {
                  onClose()
                  onChoose(choice)
                }}
              >
                {choice.table} <span className={styles.columns}>{columns}</span>
              </Button>
            </li>
          )
        })}
      </ul>
    </Dialog>
  )
}
