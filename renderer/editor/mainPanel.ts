import type { Side } from './sides.ts'

/** Id of the panel that the tabs of a side control. */
export const mainPanelId = (side: Side): string => `main-panel-${side}`
