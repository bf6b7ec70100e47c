import { lazy, Suspense } from 'react'
import { exportTable, useTableExport } from './tableExportStore.ts'

const ExportDialog = lazy(async () => ({
  default: (await import('./ExportDialog.tsx')).ExportDialog,
}))

/** The export that was asked for at a table of the explorer. Once in the window. */
export function TableExportDialog() {
  const { table } = useTableExport()
  if (!table) return null
  const { profileId, name, statement } = table
  return (
    <Suspense fallback={null}>
      <ExportDialog
        source={{ kind: 'query', statements: [statement], parameters: [] }}
        title={name}
        profileId={profileId}
        onClose={() => exportTable(null)}
      />
    </Suspense>
  )
}
