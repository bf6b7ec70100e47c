import { closeImport, useImportPlace } from './importStore.ts'
import { lazyComponent } from '../ui/lazyComponent.tsx'

const ImportWizard = lazyComponent(async () => (await import('./ImportWizard.tsx')).ImportWizard)

/** The import that is open, if any. Once in the window. */
export function ImportDialog() {
  const place = useImportPlace((state) => state.place)
  if (!place) return null
  return <ImportWizard place={place} onClose={closeImport} />
}
