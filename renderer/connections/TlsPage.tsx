import type { PageProps } from './ConnectionForm.tsx'
import { DriverField } from './DriverField.tsx'
import { fieldsOn } from './formPages.ts'
import { SecretStorageNote } from './SecretStorageNote.tsx'

/** How the way to the server is encrypted; certificates are asked for only where they are used. */
export function TlsPage({ draft, driver, kept, problems, onChange }: PageProps) {
  const fields = fieldsOn('tls', driver, draft.fields)
  return (
    <>
      {fields.map((field) => (
        <div key={field.name}>
          <DriverField
            field={field}
            draft={draft}
            error={problems[field.name]}
            kept={kept}
            onChange={onChange}
          />
        </div>
      ))}
      {fields.some(({ kind }) => kind === 'secret') && <SecretStorageNote />}
    </>
  )
}
