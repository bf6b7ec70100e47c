import { create } from 'zustand'

/** What of the window is shown. */
export const useShell = create<{ isExplorerShown: boolean; isPaletteOpen: boolean }>()(() => ({
  isExplorerShown: true,
  isPaletteOpen: false,
}))

export const toggleExplorer = (): void =>
  useShell.setState(({ isExplorerShown }) => ({ isExplorerShown: !isExplorerShown }))

export const setPaletteOpen = (isPaletteOpen: boolean): void => useShell.setState({ isPaletteOpen })
