import type { GridReadyEvent } from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import { useEffect, useRef, useState, type Ref } from 'react'
import styles from './DataGrid.module.css'
import { createDataGrid } from './createDataGrid.ts'
import type { DataGridHandle, DataGridOptions } from './dataGrid.ts'

type DataGridProps = DataGridOptions & { readonly ref?: Ref<DataGridHandle> }

/**
 * A grid of cells that are asked for one by one as they come into sight; it holds no data. It never
 * asks for a row beyond `rowCount`, which may grow.
 */
export function DataGrid({ ref, ...options }: DataGridProps) {
  const host = useRef<HTMLDivElement>(null)
  const [parts] = useState(() => createDataGrid(options))
  useEffect(() => parts.follow(options))
  const [grid, setGrid] = useState<ReturnType<typeof parts.attach> | null>(null)
  const handle = grid?.handle
  const isEditable = options.edits !== null

  useEffect(() => {
    if (!grid) return
    if (typeof ref === 'function') ref(grid.handle)
    else if (ref) ref.current = grid.handle
    return () => {
      grid.detach()
      if (typeof ref === 'function') ref(null)
      else if (ref) ref.current = null
    }
  }, [grid, ref])

  useEffect(() => handle?.setRowCount(options.rowCount), [handle, options.rowCount])
  useEffect(() => handle?.setCells(options.cellAt), [handle, options.cellAt])
  useEffect(() => handle?.setColumns(options.columns), [handle, options.columns])
  useEffect(() => handle?.setEditable(isEditable), [handle, isEditable])

  const onGridReady = ({ api }: GridReadyEvent) => {
    if (host.current) setGrid(parts.attach(api, host.current))
  }
  return (
    <div ref={host} className={styles.host}>
      <AgGridReact gridOptions={parts.gridOptions} onGridReady={onGridReady} />
    </div>
  )
}
