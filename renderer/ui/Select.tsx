import { Check, ChevronDown } from 'lucide-react'
import { Select as Radix } from 'radix-ui'
import { useId, type ReactNode } from 'react'
import { Field, fieldIds, type FieldProps } from './Field.tsx'
import fieldStyles from './Field.module.css'
import styles from './Select.module.css'

export type SelectProps<Value extends string> = FieldProps & {
  value: Value
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
  /** Stands where no option is chosen. */
  placeholder?: string
  isDisabled?: boolean
  /** Of the chosen option, in front of it. */
  icon?: ReactNode
}

/** A choice of one among few. */
export function Select<Value extends string>({
  label,
  help,
  error,
  isLabelHidden,
  value,
  options,
  onChange,
  placeholder,
  isDisabled = false,
  icon,
}: SelectProps<Value>) {
  const id = useId()
  const { labelId, noteId } = fieldIds(id, { help, error })
  return (
    <Field id={id} label={label} help={help} error={error} isLabelHidden={isLabelHidden}>
      <Radix.Root value={value} onValueChange={onChange} disabled={isDisabled}>
        <Radix.Trigger
          id={id}
          className={`${fieldStyles.control} ${styles.trigger}`}
          aria-labelledby={labelId}
          aria-describedby={noteId}
        >
          {icon && <span className={styles.icon}>{icon}</span>}
          <Radix.Value placeholder={placeholder} />
          <ChevronDown size={14} aria-hidden />
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content className={styles.list} position="popper" sideOffset={2}>
            <Radix.Viewport>
              {options.map((option) => (
                <Radix.Item key={option.value} value={option.value} className={styles.option}>
                  <Radix.ItemText>{option.label}</Radix.ItemText>
                  <Radix.ItemIndicator className={styles.check}>
                    <Check size={14} aria-hidden />
                  </Radix.ItemIndicator>
                </Radix.Item>
              ))}
            </Radix.Viewport>
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Field>
  )
}
