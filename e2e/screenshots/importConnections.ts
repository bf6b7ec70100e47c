import { fileURLToPath } from 'node:url'
import type { Scene } from './Scene.ts'

const OF_DBEAVER = fileURLToPath(
  new URL('../../main/profiles/imports/testing/data-sources.json', import.meta.url),
)

/** What a file of another program becomes. */
export const importConnections: Scene = async ({ page, workbench, picture }) => {
  await workbench.button('More about connections').click()
  await page.getByRole('menuitem', { name: 'Import connections…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import connections' })
  await dialog.locator('input[type=file]').setInputFiles(OF_DBEAVER)
  await dialog.getByText(/6 connections of DBeaver/).waitFor()
  await picture('import-connections')
}
