import { mkdir } from 'node:fs/promises'
import type { Page } from 'playwright-core'

/** Takes the page in both themes where `SLUICE_PICTURES` names a folder: for the eyes, not for tests. */
export async function pictures(page: Page, name: string): Promise<void> {
  const folder = process.env['SLUICE_PICTURES']
  if (!folder) return
  await mkdir(folder, { recursive: true })
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForTimeout(300)
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png` })
  }
}
