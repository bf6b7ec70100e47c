import type { PageProps } from './ConnectionForm.tsx'
import { DriverField } from './DriverField.tsx'
import { fieldsOn } from './formPages.ts'

/** What the driver asks for on a page, one below the other. */
export function DriverFields({
  page,
  draft,
  driver,
  kept,
  problems,
  onChange,
}: PageProps & { page: 'tls' | 'pool' }) {
  return fieldsOn(page, driver, draft.fields).map((field) => (
    <div key={field.name}>
      <DriverField
        field={field}
        draft={draft}
        error={problems[field.name]}
        kept={kept}
        onChange={onChange}
      />
    </div>
  ))
}
