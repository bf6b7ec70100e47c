import { create } from 'zustand'

export type SettingsPart = 'appearance' | 'language' | 'keys'

/** What of the window is shown. */
export const useShell = create<{
  isPaletteOpen: boolean
  isZoneOpen: boolean
  isTabListOpen: boolean
  /** Which part of the settings is open; null: they are closed. */
  settings: SettingsPart | null
}>()(() => ({
  isPaletteOpen: false,
  isZoneOpen: false,
  isTabListOpen: false,
  settings: null,
}))

export const setPaletteOpen = (isPaletteOpen: boolean): void => useShell.setState({ isPaletteOpen })

/** All open tabs, to choose one. */
export const setTabListOpen = (isTabListOpen: boolean): void => useShell.setState({ isTabListOpen })

/** The question in which zone times are shown. */
export const setZoneOpen = (isZoneOpen: boolean): void => useShell.setState({ isZoneOpen })

export const openSettings = (settings: SettingsPart): void => useShell.setState({ settings })

export const closeSettings = (): void => useShell.setState({ settings: null })
