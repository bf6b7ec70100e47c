import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type PostgresServer } from '../main/testing/postgresServer.ts'
import { launchChromium, openPage } from './support/browser.ts'
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

test('a pasted URL fills the fields, masks the password and chooses the database type', async () => {
  await using folder = await temporaryFolder()
  await using sluice = await startSluice({ dataDir: folder.path })
  const { page, complaints } = await openPage(browser, sluice.url)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const workbench = new Workbench(page)
  await workbench.ready()
  const dialog = await ConnectionDialog.open(page)
  const field = (name: string) => dialog.dialog.getByRole('textbox', { name, exact: true })

  await page.evaluate((url) => navigator.clipboard.writeText(url), postgres.url)
  await dialog.url.focus()
  await page.keyboard.press('ControlOrMeta+V')

  const url = new URL(postgres.url)
  const type = dialog.dialog.getByRole('combobox', { name: 'Database type' })
  const icon = (of: Locator) => of.locator('[data-driver-icon]').getAttribute('data-driver-icon')
  await expect.poll(() => type.textContent()).toBe('PostgreSQL')
  expect(await icon(dialog.dialog)).toBe('database')
  expect(await field('Host').inputValue()).toBe(url.hostname)
  expect(await field('Port').inputValue()).toBe(url.port)
  expect(await field('User').inputValue()).toBe(url.username)
  expect(await field('Database').inputValue()).toBe(url.pathname.slice(1))
  const password = dialog.dialog.getByLabel('Password', { exact: true })
  expect(await password.getAttribute('type')).toBe('password')
  expect(await password.inputValue()).toBe(postgres.password)

  await field('Name').focus()
  await expect.poll(() => dialog.url.inputValue()).toContain('••••••')
  expect(await dialog.url.inputValue()).not.toContain(postgres.password)

  await dialog.button('Save').click()
  await dialog.dialog.waitFor({ state: 'hidden' })
  await workbench.open(url.pathname.slice(1))
  expect(await icon(workbench.treeItem(url.pathname.slice(1)).first())).toBe('database')
  expect(await icon(workbench.treeItem('Sample'))).toBe('feather')
  await workbench.treeItem('Tables').or(workbench.treeItem('public')).first().waitFor()
  expect(complaints).toEqual([])
})
