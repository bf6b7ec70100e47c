/** What `import … from 'electron'` gives under the double. */
export { app } from './app.ts'
export { BrowserWindow } from './BrowserWindow.ts'
export { MessageChannelMain, MessagePortMain } from './ports.ts'
export { protocol } from './protocol.ts'
export {
  dialog,
  Menu,
  nativeTheme,
  Notification,
  powerMonitor,
  safeStorage,
  screen,
  session,
  shell,
} from './system.ts'
export { utilityProcess } from './utilityProcess.ts'
export { ipcMain } from './WebContents.ts'
