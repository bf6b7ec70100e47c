import { Search, X } from 'lucide-react'
import { useText } from '../text/text.ts'
import { IconButton } from './IconButton.tsx'
import styles from './SearchBox.module.css'

type SearchBoxProps = {
  readonly label: string
  readonly hint: string
  /** What can be typed, told where the pointer rests and by screen readers. */
  readonly help?: string | undefined
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onEnter?: () => void
  /** Among other controls in a bar, whose room it shares. */
  readonly isInBar?: boolean
}

/** Of what can be searched for. */
const MAX_LENGTH = 1_000

/** Narrows what its pane shows. Esc empties it, arrow down goes on to the pane's list. */
export function SearchBox({
  label,
  hint,
  help,
  value,
  onChange,
  onEnter,
  isInBar,
}: SearchBoxProps) {
  const text = useText()
  return (
    <div
      className={styles.box}
      data-in-bar={isInBar || undefined}
      title={isInBar ? label : undefined}
    >
      <Search size={14} className={styles.icon} aria-hidden />
      <input
        className={styles.input}
        type="search"
        aria-label={label}
        placeholder={hint}
        title={help}
        maxLength={MAX_LENGTH}
        spellCheck={false}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value !== '') {
            event.stopPropagation()
            onChange('')
          }
          if (event.key === 'Enter') onEnter?.()
          if (event.key === 'ArrowDown') {
            event.preventDefault()
            const pane = event.currentTarget.closest('[data-pane]')
            pane?.querySelector<HTMLElement>('[data-pane-focus]')?.focus()
          }
        }}
      />
      {value !== '' && (
        <IconButton
          icon={X}
          size="small"
          label={text('common.clearSearch')}
          onClick={() => onChange('')}
        />
      )}
    </div>
  )
}
