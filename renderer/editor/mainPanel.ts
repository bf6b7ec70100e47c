/** Id of the panel that the tabs of the strip control. */
export const MAIN_PANEL_ID = 'main-panel'
