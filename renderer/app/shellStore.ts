import { create } from 'zustand'

export type Side = 'explorer' | 'history'

export type SettingsPart = 'appearance' | 'language' | 'keys'

/** What of the window is shown. */
export const useShell = create<{
  /** What stands at the left; null: nothing. */
  side: Side | null
  isPaletteOpen: boolean
  isZoneOpen: boolean
  /** Which part of the settings is open; null: they are closed. */
  settings: SettingsPart | null
}>()(() => ({
  side: 'explorer',
  isPaletteOpen: false,
  isZoneOpen: false,
  settings: null,
}))

/** Shows it at the left, or nothing where it stands there already. */
export const toggleSide = (wanted: Side): void =>
  useShell.setState(({ side }) => ({ side: side === wanted ? null : wanted }))

export const setPaletteOpen = (isPaletteOpen: boolean): void => useShell.setState({ isPaletteOpen })

/** The question in which zone times are shown. */
export const setZoneOpen = (isZoneOpen: boolean): void => useShell.setState({ isZoneOpen })

export const openSettings = (settings: SettingsPart): void => useShell.setState({ settings })

export const closeSettings = (): void => useShell.setState({ settings: null })
