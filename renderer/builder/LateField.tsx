import { useState } from 'react'
import styles from './QueryBuilder.module.css'
import { TextField } from '../ui/TextField.tsx'

type LateFieldProps = {
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  readonly onChange: (value: string) => void
}

/** A field whose value counts when it is left or Enter is pressed: the statement is no half-typed one. */
export function LateField({ label, value, placeholder = '', onChange }: LateFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const commit = (): void => {
    if (typed !== null && typed !== value) onChange(typed)
    setTyped(null)
  }
  return (
    <div className={styles.late}>
      <TextField
        label={label}
        isLabelHidden
        placeholder={placeholder}
        value={typed ?? value}
        onChange={setTyped}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit()
          if (event.key === 'Escape') setTyped(null)
        }}
      />
    </div>
  )
}
