import { Search, X } from 'lucide-react'
import { useText } from '../text/text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import styles from './SearchBox.module.css'

/** Finds tables and views by name. Esc empties it, arrow down goes on to the tree. */
export function SearchBox({
  value,
  onChange,
}: {
  value: string
  onChange: (value: string) => void
}) {
  const text = useText()
  return (
    <div className={styles.box}>
      <Search size={14} className={styles.icon} aria-hidden />
      <input
        className={styles.input}
        type="search"
        aria-label={text('explorer.search')}
        placeholder={text('explorer.searchHint')}
        spellCheck={false}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value !== '') {
            event.stopPropagation()
            onChange('')
          }
          if (event.key === 'ArrowDown') {
            event.preventDefault()
            const pane = event.currentTarget.closest('[data-pane]')
            pane?.querySelector<HTMLElement>('[role="tree"]')?.focus()
          }
        }}
      />
      {value !== '' && (
        <IconButton
          icon={X}
          size="small"
          label={text('explorer.clearSearch')}
          onClick={() => onChange('')}
        />
      )}
    </div>
  )
}
