import { create } from 'zustand'

/** A table whose rows are to be written to a file; `statement` reads them. */
export type TableToExport = {
  readonly profileId: string
  readonly name: string
  readonly statement: string
}

/** The export of a table that is open, if any. */
export const useTableExport = create<{ table: TableToExport | null }>()(() => ({ table: null }))

export const exportTable = (table: TableToExport | null): void => useTableExport.setState({ table })
