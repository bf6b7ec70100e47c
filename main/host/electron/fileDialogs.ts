import { BrowserWindow, dialog } from 'electron'

const EXPORT_FILTERS = [
  { name: 'CSV', extensions: ['csv'] },
  { name: 'JSON', extensions: ['json', 'ndjson'] },
  { name: 'All files', extensions: ['*'] },
]

/** Asks where to write a file; null when the user gave up. */
export async function chooseSavePath(suggestedName: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(askingWindow(), {
    defaultPath: suggestedName,
    filters: EXPORT_FILTERS,
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  })
  return canceled || filePath === '' ? null : filePath
}

/** Asks for a file to open; null when the user gave up. */
export async function chooseOpenPath(): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(askingWindow(), {
    properties: ['openFile', 'showHiddenFiles'],
  })
  return canceled ? null : (filePaths[0] ?? null)
}

/** The dialog belongs to the window whose page asked, which is the only one there is. */
function askingWindow(): BrowserWindow {
  const [window] = BrowserWindow.getAllWindows()
  if (!window) throw new Error('A page without a window asked for a path.')
  return window
}
