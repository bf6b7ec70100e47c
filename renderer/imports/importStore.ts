import { create } from 'zustand'

/** Where an import was asked for; `table` null: into a new one. */
export type ImportPlace = {
  readonly profileId: string
  readonly schema: string
  readonly table: string | null
}

/** The import that is open, if any. */
export const useImportPlace = create<{ place: ImportPlace | null }>()(() => ({ place: null }))

export const openImport = (place: ImportPlace): void => useImportPlace.setState({ place })
export const closeImport = (): void => useImportPlace.setState({ place: null })
