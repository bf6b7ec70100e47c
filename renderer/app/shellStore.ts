import { create } from 'zustand'

export type Side = 'explorer' | 'history'

/** What of the window is shown. */
export const useShell = create<{
  /** What stands at the left; null: nothing. */
  side: Side | null
  isPaletteOpen: boolean
  isZoneOpen: boolean
}>()(() => ({
  side: 'explorer',
  isPaletteOpen: false,
  isZoneOpen: false,
}))

/** Shows it at the left, or nothing where it stands there already. */
export const toggleSide = (wanted: Side): void =>
  useShell.setState(({ side }) => ({ side: side === wanted ? null : wanted }))

export const setPaletteOpen = (isPaletteOpen: boolean): void => useShell.setState({ isPaletteOpen })

/** The question in which zone times are shown. */
export const setZoneOpen = (isZoneOpen: boolean): void => useShell.setState({ isZoneOpen })
