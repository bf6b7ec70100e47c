import type { ReactNode } from 'react'
import styles from './Field.module.css'

export type FieldProps = {
  label: string
  /** One sentence below. */
  help?: string | undefined
  /** What is wrong with the value; takes the place of the help. */
  error?: string | undefined
  isLabelHidden?: boolean | undefined
}

/** Ids by which a control names its label and its explanation. */
export const fieldIds = (id: string, { help, error }: Pick<FieldProps, 'help' | 'error'>) => ({
  labelId: `${id}-label`,
  noteId: help || error ? `${id}-note` : undefined,
})

/** A control with its label above and its explanation or error below. */
export function Field({
  id,
  label,
  help,
  error,
  isLabelHidden = false,
  children,
}: FieldProps & { id: string; children: ReactNode }) {
  const { labelId, noteId } = fieldIds(id, { help, error })
  return (
    <div className={styles.field}>
      <label id={labelId} htmlFor={id} className={isLabelHidden ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      {children}
      {noteId && (
        <p id={noteId} className={styles.note} data-error={error !== undefined || undefined}>
          {error ?? help}
        </p>
      )}
    </div>
  )
}
