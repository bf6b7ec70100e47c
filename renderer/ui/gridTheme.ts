import { createTheme } from 'ag-grid-community'

export const HEADER_HEIGHT = 28

/** The tokens of the window, as AG Grid takes them. */
export const gridTheme = createTheme().withParams({
  backgroundColor: 'var(--surface)',
  foregroundColor: 'var(--text)',
  textColor: 'var(--text)',
  accentColor: 'var(--accent)',
  borderColor: 'var(--border)',
  browserColorScheme: 'inherit',
  fontFamily: 'var(--font-mono)',
  fontSize: 'var(--text-data)',
  headerFontFamily: 'var(--font-ui)',
  headerFontSize: 12,
  headerFontWeight: 600,
  headerTextColor: 'var(--text)',
  headerBackgroundColor: 'var(--bg)',
  headerHeight: HEADER_HEIGHT,
  rowHeight: 'var(--grid-row-height)',
  headerColumnBorder: true,
  headerColumnResizeHandleColor: 'transparent',
  columnBorder: true,
  rowBorder: true,
  rowHoverColor: 'var(--hover)',
  oddRowBackgroundColor: 'var(--surface)',
  cellHorizontalPadding: 8,
  spacing: 4,
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  rangeSelectionBorderColor: 'var(--focus)',
})
