import { exportTable, useTableExport } from './tableExportStore.ts'
import { lazyComponent } from '../ui/lazyComponent.tsx'

const ExportDialog = lazyComponent(async () => (await import('./ExportDialog.tsx')).ExportDialog)

/** The export that was asked for at a table of the explorer. Once in the window. */
export function TableExportDialog() {
  const { table } = useTableExport()
  if (!table) return null
  const { profileId, name, statement } = table
  return (
    <ExportDialog
      source={{ kind: 'query', statements: [statement], parameters: [] }}
      title={name}
      profileId={profileId}
      onClose={() => exportTable(null)}
    />
  )
}
