import { lazy, Suspense } from 'react'
import { closeImport, useImportPlace } from './importStore.ts'

const ImportWizard = lazy(async () => ({
  default: (await import('./ImportWizard.tsx')).ImportWizard,
}))

/** The import that is open, if any. Once in the window. */
export function ImportDialog() {
  const place = useImportPlace((state) => state.place)
  if (!place) return null
  return (
    <Suspense fallback={null}>
      <ImportWizard place={place} onClose={closeImport} />
    </Suspense>
  )
}
