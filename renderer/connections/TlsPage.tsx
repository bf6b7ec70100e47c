import type { PageProps } from './ConnectionForm.tsx'
import { DriverField } from './DriverField.tsx'
import { fieldsOn } from './formPages.ts'

/** How the way to the server is encrypted; certificates are asked for only where they are used. */
export function TlsPage({ draft, driver, isKnown, problems, onChange }: PageProps) {
  return fieldsOn('tls', driver, draft.fields).map((field) => (
    <div key={field.name}>
      <DriverField
        field={field}
        draft={draft}
        error={problems[field.name]}
        isKnown={isKnown}
        onChange={onChange}
      />
    </div>
  ))
}
