import { useId } from 'react'
import styles from './Checkbox.module.css'

export type CheckboxProps = {
  label: string
  help?: string
  isChecked: boolean
  onChange: (isChecked: boolean) => void
}

/** A yes or no. */
export function Checkbox({ label, help, isChecked, onChange }: CheckboxProps) {
  const id = useId()
  return (
    <div className={styles.row}>
      <input
        id={id}
        type="checkbox"
        className={styles.box}
        checked={isChecked}
        aria-describedby={help ? `${id}-note` : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <div>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        {help && (
          <p id={`${id}-note`} className={styles.note}>
            {help}
          </p>
        )}
      </div>
    </div>
  )
}
