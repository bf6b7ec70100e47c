import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startPostgres, type PostgresServer } from '../main/testing/postgresServer.ts'
import { launchChromium, openPage } from './support/browser.ts'
import { ConnectionDialog } from './support/connectionDialog.ts'
import { startSluice, temporaryFolder, type Sluice } from './support/sluice.ts'
import { takePicture } from './support/takePicture.ts'
import { Workbench } from './support/workbench.ts'

let browser: Awaited<ReturnType<typeof launchChromium>>
let postgres: PostgresServer
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let sluice: Sluice
let page: Page
let workbench: Workbench

beforeAll(async () => {
  folder = await temporaryFolder()
  ;[browser, postgres] = await Promise.all([launchChromium(), startPostgres()])
  await start()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await sluice?.stop()
  await postgres?.stop()
  await folder?.[Symbol.asyncDispose]()
})

let complaints: string[] = []
afterEach(() => expect(complaints).toEqual([]))

async function start(): Promise<void> {
  sluice = await startSluice({ dataDir: folder.path })
  ;({ page, complaints } = await openPage(browser, sluice.url))
  workbench = new Workbench(page)
  await workbench.ready()
}

const withoutPassword = () => {
  const url = new URL(postgres.url)
  url.password = ''
  return url.href
}

test('a URL of another database leaves nothing of the one before it', async () => {
  const dialog = await ConnectionDialog.open(page)
  await dialog.url.fill(postgres.url)
  await dialog.button('Test connection').click()
  await dialog.dialog.getByText(/^Connected to PostgreSQL/).waitFor()

  await dialog.url.fill(withoutPassword())
  await expect.poll(() => dialog.dialog.getByLabel('Password').inputValue()).toBe('')

  await dialog.url.fill(postgres.url)
  const file = join(folder.path, 'own.db')
  new Database(file).exec('create table t (id int)').close()
  await dialog.url.fill(`sqlite://${file}`)
  await dialog.button('Test connection').click()
  await dialog.dialog.getByText(/^Connected to SQLite/).waitFor()
  await dialog.discard(page)
})

test('a URL that cannot be read is not taken for the fields below it', async () => {
  const dialog = await ConnectionDialog.open(page)
  await dialog.url.fill(postgres.url)
  await dialog.button('Test connection').click()
  const connected = dialog.dialog.getByText(/^Connected to PostgreSQL/)
  await connected.waitFor()

  await dialog.url.fill('mysql://root@localhost/x')
  await connected.waitFor({ state: 'hidden' })
  await dialog.button('Test connection').click()
  const refused = dialog.dialog.getByText('cannot be read, so nothing was tested or saved')
  await refused.waitFor()
  await takePicture(page, 'form-broken-url')
  await dialog.button('Save').click()
  await refused.waitFor()

  await dialog.url.fill('')
  await refused.waitFor({ state: 'hidden' })
  await dialog.button('Test connection').click()
  await connected.waitFor()

  await dialog.url.fill(`jdbc:${postgres.url.replace('postgres://', 'postgresql://')}`)
  await dialog.button('Test connection').click()
  await connected.waitFor()
  await dialog.discard(page)
})

test('the form tells kept passwords from those that are gone', async () => {
  await workbench.addConnection(postgres.url, 'orders')
  const edit = async (entry: string, name: string) => {
    await page.getByRole('treeitem', { name: /^orders/ }).click({ button: 'right' })
    await page.getByRole('menuitem', { name: entry }).click()
    return page.getByRole('dialog', { name })
  }
  const kept = await edit('Edit connection', 'Edit connection')
  await expect
    .poll(() => kept.getByLabel('Password').getAttribute('placeholder'))
    .toBe('Kept as it is')
  await kept.getByRole('button', { name: 'Forget' }).waitFor()
  await page.keyboard.press('Escape')

  await sluice.stop()
  await page.close()
  await start()
  for (const [entry, name] of [
    ['Edit connection', 'Edit connection'],
    ['Duplicate connection', 'New connection'],
  ] as const) {
    const gone = await edit(entry, name)
    const password = gone.getByLabel('Password')
    await expect.poll(() => password.getAttribute('placeholder')).toBe('None is kept')
    expect(await gone.getByRole('button', { name: 'Forget' }).count()).toBe(0)
    await takePicture(page, `form-secret-gone-${name.split(' ')[0]}`)
    await page.keyboard.press('Escape')
    await gone.waitFor({ state: 'hidden' })
  }
})

test('a swipe past the end of a list does not go back in the browser', async () => {
  for (const element of ['html', 'body'])
    expect(
      await page.locator(element).evaluate((found) => getComputedStyle(found).overscrollBehavior),
    ).toBe('none')
})

test('after a reload the tree is as it was, and the search knows what is connected', async () => {
  await workbench.addConnection(postgres.url, 'parts')
  await workbench.newTab()
  await workbench.chooseProfile('parts')
  await workbench.run('create table cogs (id int primary key, teeth int)')
  await workbench.untilStatus(/ in [\d.,]+ m?s$/)
  await page.reload()
  await workbench.ready()
  const search = page.getByRole('searchbox')
  await search.fill('cogs')
  await workbench.treeItem(/^cogs/).waitFor()
  await search.fill('')

  await workbench.open(/^parts/)
  await workbench.open(/^Tables/)
  await workbench.treeItem(/^cogs/).waitFor()
  await page.reload()
  await workbench.ready()
  await workbench.treeItem(/^cogs/).waitFor()
})

test('a connection made while the tab has none is chosen for it, and no other is put in its place', async () => {
  const chooser = () => page.getByRole('combobox', { name: 'Connection' })
  await workbench.addConnection(postgres.url, 'first of all')
  await workbench.newTab()
  await workbench.chooseProfile('first of all')
  await workbench.treeItem(/^first of all/).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await workbench.treeItem(/^first of all/).waitFor({ state: 'hidden' })
  await workbench.addConnection(postgres.url, 'second')
  await expect.poll(() => chooser().textContent()).toContain('second')
  await workbench.addConnection(postgres.url, 'third')
  await workbench.treeItem(/^third/).waitFor()
  expect(await chooser().textContent()).toContain('second')
})
