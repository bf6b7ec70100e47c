import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export type SystemFacts = {
  platform: NodeJS.Platform
  environment: Readonly<Record<string, string | undefined>>
  /** Chromium refuses to run as root with its sandbox, and without it we do not start one. */
  isRoot: boolean
  isFile: (path: string) => boolean
}

const NAMES = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
]

const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
)

const WINDOWS_FILES = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
]

/** An installed browser that can show a window without tabs and address bar; null: none usable. */
export function findAppBrowser({
  platform,
  environment,
  isRoot,
  isFile,
}: SystemFacts): string | null {
  const candidates = () => {
    if (platform === 'darwin') return MAC_APPS
    if (platform === 'win32')
      return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) =>
        WINDOWS_FILES.map((file) => `${environment[name] ?? 'C:'}\\${file}`),
      )
    const hasDisplay = Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY'])
    if (isRoot || !hasDisplay) return []
    const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
    return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  }
  return candidates().find(isFile) ?? null
}

/** Opens the address in a window of its own; false when there is no browser for it. */
export function openAppWindow(url: string): boolean {
  const browser = findAppBrowser({
    platform: process.platform,
    environment: process.env,
    isRoot: process.getuid?.() === 0,
    isFile: existsSync,
  })
  if (!browser) return false
  const child = spawn(browser, [`--app=${url}`], { stdio: 'ignore', detached: true })
  // It may have gone since; the address is on the terminal.
  child.on('error', () => {})
  child.unref()
  return true
}
