/** Opens the command palette; also shown in the title bar. */
export const paletteKeys = 'Mod+K'
