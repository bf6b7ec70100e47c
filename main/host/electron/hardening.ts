import { app, session, shell, type WebContents } from 'electron'
import { isPageUrl } from './pageProtocol.ts'

/** Copying into the clipboard is all that the page may ask for. */
const ALLOWED_PERMISSIONS: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

/** Where links of the window may lead: opened by the system's browser, never in the window. */
const EXTERNAL_ORIGINS: ReadonlySet<string> = new Set([
  'https://www.postgresql.org',
  'https://www.sqlite.org',
])

/** Rules for every page of the program, whoever opens it. Call before Electron is ready. */
export function hardenApp(): void {
  app.enableSandbox()
  app.on('web-contents-created', (_event, contents) => hardenContents(contents))
}

function hardenContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isPageUrl(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    if (isAllowedLink(url)) void shell.openExternal(url)
    return { action: 'deny' }
  })
}

/** Whether a link may be given to the system, which would start whatever program it names. */
export function isAllowedLink(url: string): boolean {
  return URL.canParse(url) && EXTERNAL_ORIGINS.has(new URL(url).origin)
}

/** Refuses what pages may otherwise ask for: camera, devices, notifications and the like. */
export function hardenSession(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(ALLOWED_PERMISSIONS.has(permission)),
  )
  defaultSession.setPermissionCheckHandler((_contents, permission) =>
    ALLOWED_PERMISSIONS.has(permission),
  )
  defaultSession.setDevicePermissionHandler(() => false)
  defaultSession.on('will-download', (event) => event.preventDefault())
}
