import type { ProfileField } from '../../contract/drivers.ts'
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
}: PageProps & { page: 'general' | 'tls' | 'pool' }) {
  return fieldsOn(page, driver, draft.fields).map((field) => (
    <div key={field.name} data-field={isWide(field) ? 'wide' : field.name}>
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

/** A path needs room, where it is what the connection is about. */
const isWide = ({ kind, isRequired }: ProfileField) => kind === 'file' && isRequired
