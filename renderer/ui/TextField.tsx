import { useId, type ComponentPropsWithRef } from 'react'
import { Field, fieldIds, type FieldProps } from './Field.tsx'
import styles from './Field.module.css'

export type TextFieldProps = FieldProps &
  Omit<ComponentPropsWithRef<'input'>, 'onChange' | 'value' | 'id'> & {
    value: string
    onChange: (value: string) => void
    /** Shown inside, at the right, such as `ms`. */
    unit?: string
  }

/** One line of text. */
export function TextField({
  label,
  help,
  error,
  isLabelHidden,
  value,
  onChange,
  unit,
  type = 'text',
  ...rest
}: TextFieldProps) {
  const id = useId()
  const { noteId } = fieldIds(id, { help, error })
  const input = (
    <input
      autoComplete="off"
      spellCheck={false}
      {...rest}
      id={id}
      type={type}
      className={styles.control}
      value={value}
      aria-invalid={error !== undefined}
      aria-describedby={noteId}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
  return (
    <Field id={id} label={label} help={help} error={error} isLabelHidden={isLabelHidden}>
      {unit ? (
        <div className={styles.withUnit}>
          {input}
          <span className={styles.unit} aria-hidden>
            {unit}
          </span>
        </div>
      ) : (
        input
      )}
    </Field>
  )
}
