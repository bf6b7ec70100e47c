import { useState } from 'react'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { SearchBox } from '../ui/SearchBox.tsx'
import styles from './ChooseTables.module.css'

type ChooseTablesProps = {
  readonly tables: readonly string[]
  /** Null: all. */
  readonly chosen: ReadonlySet<string> | null
  readonly onChoose: (chosen: ReadonlySet<string> | null) => void
  readonly onClose: () => void
}

/** Which tables the diagram draws. */
export function ChooseTables({ tables, chosen, onChoose, onClose }: ChooseTablesProps) {
  const text = useText()
  const [marked, setMarked] = useState<ReadonlySet<string>>(chosen ?? new Set(tables))
  const [query, setQuery] = useState('')
  const shown = tables.filter((name) => name.toLowerCase().includes(query.trim().toLowerCase()))
  const mark = (names: readonly string[], isMarked: boolean): void => {
    const next = new Set(marked)
    for (const name of names)
      if (isMarked) next.add(name)
      else next.delete(name)
    setMarked(next)
  }
  const draw = (): void => {
    if (marked.size === 0) return
    onChoose(marked.size === tables.length ? null : marked)
    onClose()
  }
  return (
    <Dialog
      title={text('diagram.chooseTitle')}
      width="small"
      onClose={onClose}
      onSubmit={draw}
      footer={
        <>
          <Button onClick={onClose}>{text('common.cancel')}</Button>
          <Button variant="primary" type="submit" disabled={marked.size === 0}>
            {text('diagram.draw')}
          </Button>
        </>
      }
    >
      <div className={styles.choice}>
        <div className={styles.search}>
          <SearchBox
            label={text('diagram.search')}
            hint={text('diagram.search')}
            value={query}
            onChange={setQuery}
          />
          <Button variant="quiet" onClick={() => mark(shown, true)}>
            {text('diagram.chooseAll')}
          </Button>
          <Button variant="quiet" onClick={() => mark(shown, false)}>
            {text('diagram.chooseNone')}
          </Button>
        </div>
        <div className={styles.list} role="group" aria-label={text('diagram.chooseTitle')}>
          {shown.map((name) => (
            <Checkbox
              key={name}
              label={name}
              isChecked={marked.has(name)}
              onChange={(isMarked) => mark([name], isMarked)}
            />
          ))}
        </div>
      </div>
    </Dialog>
  )
}
