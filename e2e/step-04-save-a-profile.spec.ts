import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type PostgresServer } from '../main/testing/postgresServer.ts'
import { launchChromium, openPage } from './support/browser.ts'
import { chooseOption } from './support/chooseOption.ts'
import { ConnectionDialog } from './support/connectionDialog.ts'
import { startSluice, temporaryFolder } from './support/sluice.ts'
import { Workbench } from './support/workbench.ts'

let browser: Browser
let postgres: PostgresServer

beforeAll(async () => {
  ;[browser, postgres] = await Promise.all([launchChromium(), startPostgres()])
})

afterAll(async () => {
  await browser?.close()
  await postgres?.stop()
})

/** Every file of the data folder, log and all, as one text. */
async function allOnDisk(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('sample'))
  const texts = files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1'))
  return (await Promise.all(texts)).join('\n')
}

test('a profile saved in a folder, red and as production, is back after a restart, and its password is on no disk', async () => {
  await using folder = await temporaryFolder()
  {
    await using sluice = await startSluice({ dataDir: folder.path })
    const { page, complaints } = await openPage(browser, sluice.url)
    await new Workbench(page).ready()
    const { dialog, url } = await ConnectionDialog.open(page)
    await url.fill(postgres.url)
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('orders')
    await dialog.getByRole('combobox', { name: 'Folder' }).fill('Shop / Live')
    await dialog.getByRole('radio', { name: 'Red' }).check({ force: true })
    await chooseOption(dialog.getByRole('combobox', { name: 'Environment' }), 'Production')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'hidden' })
    expect(complaints).toEqual([])
    await page.close()
  }

  const onDisk = await allOnDisk(folder.path)
  expect(onDisk).toContain('Shop/Live')
  expect(onDisk).not.toContain(postgres.password)

  await using sluice = await startSluice({ dataDir: folder.path })
  const { page, complaints } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  await workbench.treeItem('Shop').waitFor()
  await workbench.treeItem('Live').waitFor()
  const orders = workbench.treeItem('orders')
  expect(await orders.getAttribute('aria-level')).toBe('3')
  const about = await orders.getAttribute('aria-describedby')
  const marks = page.locator(`[id="${about}"]`)
  expect(await marks.textContent()).toMatch(/^Redprod/)

  await workbench.newTab()
  await workbench.chooseProfile('orders')
  await page.getByRole('tab', { selected: true }).getByTitle('Red').waitFor()
  await page.getByRole('contentinfo', { name: 'Status' }).getByTitle('Red').waitFor()
  await page.getByRole('banner').getByText('Production').waitFor()
  expect(complaints).toEqual([])
})
