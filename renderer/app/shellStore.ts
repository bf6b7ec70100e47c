import { create } from 'zustand'

/** What of the window is shown. */
export const useShell = create<{
  isExplorerShown: boolean
  isPaletteOpen: boolean
  isZoneOpen: boolean
}>()(() => ({
  isExplorerShown: true,
  isPaletteOpen: false,
  isZoneOpen: false,
}))

export const toggleExplorer = (): void =>
  useShell.setState(({ isExplorerShown }) => ({ isExplorerShown: !isExplorerShown }))

export const setPaletteOpen = (isPaletteOpen: boolean): void => useShell.setState({ isPaletteOpen })

/** The question in which zone times are shown. */
export const setZoneOpen = (isZoneOpen: boolean): void => useShell.setState({ isZoneOpen })
