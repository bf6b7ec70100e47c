import { existsSync } from 'node:fs'
import { chromium, type Browser, type Page } from 'playwright-core'

/** Chromium as Debian has it, Chrome elsewhere. `SLUICE_CHROMIUM` names another. */
const EXECUTABLES = [
  process.env['SLUICE_CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
]

export function findChromium(): string {
  const executablePath = EXECUTABLES.find((path) => path !== '' && existsSync(path))
  if (!executablePath) throw new Error('No Chromium found. Install it, or set SLUICE_CHROMIUM.')
  return executablePath
}

/** `hasScrollbars`: as on a user's screen; without them, their room in the grid stays empty. */
export function launchChromium({ hasScrollbars = false } = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    headless: true,
    args: CHROMIUM_FLAGS,
    ...(hasScrollbars && { ignoreDefaultArgs: ['--hide-scrollbars'] }),
  })
}

/** What the page complained about: each entry is a defect of the program. */
export type Complaints = string[]

const opened = new Set<Page>()

/** Those of this process that nobody closed. */
export const openPages = (): readonly Page[] => [...opened]

/** A page of its own browser profile, at the size the screenshots have. */
export async function openPage(
  browser: Browser,
  url: string,
  {
    colorScheme = 'light',
    locale = 'en-GB',
  }: { colorScheme?: 'light' | 'dark'; locale?: string } = {},
): Promise<{ page: Page; complaints: Complaints }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale,
    timezoneId: 'UTC',
    acceptDownloads: true,
    colorScheme,
  })
  const page = await context.newPage()
  opened.add(page)
  page.on('close', () => opened.delete(page))
  // Generous: a busy machine is no defect of the program.
  page.setDefaultTimeout(30_000)
  const complaints: Complaints = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(url)
  return { page, complaints }
}
