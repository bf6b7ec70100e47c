import type { PageProps } from './ConnectionForm.tsx'
import { DriverFields } from './DriverFields.tsx'
import { fieldsOn } from './formPages.ts'
import { SecretStorageNote } from './SecretStorageNote.tsx'

/** How the way to the server is encrypted; certificates are asked for only where they are used. */
export function TlsPage(props: PageProps) {
  const { draft, driver } = props
  const hasSecrets = fieldsOn('tls', driver, draft.fields).some(({ kind }) => kind === 'secret')
  return (
    <>
      <DriverFields page="tls" {...props} />
      {hasSecrets && <SecretStorageNote />}
    </>
  )
}
