import { useText, type Text } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import styles from './ReferringRows.module.css'
import { type ReferringCount, useReferringCounts } from './useReferringCounts.ts'
import type { ReferringChoice } from './useLinks.ts'

export type ReferringRowsProps = ReferringChoice & { onClose: () => void }

/** Which of the tables that refer to a row to look at, each with how many rows of it do. */
export function ReferringRows(props: ReferringRowsProps) {
  const { profileId, schema, table, choices, onChoose, onClose } = props
  const text = useText()
  const counts = useReferringCounts(profileId, choices)
  return (
    <Dialog title={text('grid.referringTitle', { table })} width="small" onClose={onClose}>
      <ul className={styles.choices}>
        {choices.map((choice, at) => {
          const columns = choice.where.map(({ column }) => column).join(', ')
          const place = choice.schema === schema ? '' : `${choice.schema}.`
          return (
            <li key={`${choice.schema}.${choice.table}.${columns}`}>
              <Button
                variant="quiet"
                className={styles.choice}
                onClick={() => {
                  onClose()
                  onChoose(choice)
                }}
              >
                <span className={styles.name}>
                  {place}
                  {choice.table} <span className={styles.columns}>{columns}</span>
                </span>
                <span className={styles.count}>{countText(counts[at]!, text)}</span>
              </Button>
            </li>
          )
        })}
      </ul>
    </Dialog>
  )
}

function countText(count: ReferringCount, text: Text): string {
  if (count.kind === 'counting') return text('grid.referringCounting')
  if (count.kind === 'unknown') return text('grid.referringNotCounted')
  const { rowCount, isMore } = count
  const shown = { count: rowCount.toLocaleString('en') }
  return isMore
    ? text('grid.referringMore', shown)
    : text('grid.referringRows', { count: rowCount })
}
