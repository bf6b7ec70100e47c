import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { axeViolations } from './support/axeViolations.ts'
import { launchChromium, openPage, type Complaints } from './support/browser.ts'
import { chooseOption } from './support/chooseOption.ts'
import { startSluice, temporaryFolder, type Sluice } from './support/sluice.ts'
import { Workbench } from './support/workbench.ts'

let browser: Browser
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let sluice: Sluice
let page: Page
let complaints: Complaints
let workbench: Workbench

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser?.close())

beforeEach(async () => {
  folder = await temporaryFolder()
  await start()
})
afterEach(async () => {
  expect(complaints).toEqual([])
  await page.context().close()
  await sluice.stop()
  await folder[Symbol.asyncDispose]()
})

async function start(): Promise<void> {
  sluice = await startSluice({ dataDir: folder.path })
  ;({ page, complaints } = await openPage(browser, sluice.url))
  workbench = new Workbench(page)
  await workbench.ready()
}

/** It listens on another port then, which is another origin for the browser. */
async function restart(): Promise<void> {
  await page.context().close()
  await sluice.stop()
  await start()
}

const add = (name: string) => workbench.addConnection(`/tmp/${name}.db`, name)

/** What the tree shows, from top to bottom, with the level of each. */
function outline(): Promise<string[]> {
  // In one look: rows that go meanwhile would be waited for.
  return workbench.explorer
    .getByRole('treeitem')
    .evaluateAll((rows) =>
      rows.map(
        (row) =>
          `${row.getAttribute('aria-level')} ${row.querySelector<HTMLElement>('[title]')?.innerText}`,
      ),
    )
}

async function fromMenu(row: Locator, entry: string): Promise<void> {
  await row.click({ button: 'right' })
  await page.getByRole('menuitem', { name: entry }).click()
}

async function moveToFolder(name: string, path: string): Promise<void> {
  await fromMenu(workbench.treeItem(name), 'Move to folder…')
  const dialog = page.getByRole('dialog', { name: `Move “${name}”` })
  await dialog.getByRole('combobox', { name: 'Folder' }).fill(path)
  await dialog.getByRole('button', { name: 'Move' }).click()
  await dialog.waitFor({ state: 'hidden' })
}

test('connections are put into folders from the menu, dragged, and moved by key; a restart keeps all of it', async () => {
  for (const name of ['alpha', 'beta', 'gamma']) await add(name)
  await moveToFolder('gamma', 'Work/Live')
  await expect
    .poll(outline)
    .toEqual(['1 Work', '2 Live', '3 gamma', '1 alpha', '1 beta', '1 Sample'])

  await workbench.treeItem('beta').dragTo(workbench.treeItem('Work'))
  await expect
    .poll(outline)
    .toEqual(['1 Work', '2 Live', '3 gamma', '2 beta', '1 alpha', '1 Sample'])

  await workbench
    .treeItem('Sample')
    .dragTo(workbench.treeItem('alpha'), { targetPosition: { x: 60, y: 3 } })
  const arranged = ['1 Work', '2 Live', '3 gamma', '2 beta', '1 Sample', '1 alpha']
  await expect.poll(outline).toEqual(arranged)

  await workbench.explorer.focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(async () => (await outline()).slice(4)).toEqual(['1 alpha', '1 Sample'])
  await page.keyboard.press('Alt+ArrowDown')
  await expect.poll(outline).toEqual(arranged)

  await restart()
  await expect.poll(outline).toEqual(arranged)
})

test('what is open below a connection is open again after a restart, once the connection is', async () => {
  await workbench.open('Sample')
  await workbench.open(/^Tables/)
  await workbench.open(/^books/)
  await workbench.open(/^Columns/)
  await workbench.treeItem(/^title/).waitFor()
  await restart()
  expect(await workbench.treeItem('Sample').getAttribute('aria-expanded')).toBe('false')
  await workbench.open('Sample')
  await workbench.treeItem(/^title/).waitFor()
})

test('a folder is closed, renamed with all that is in it, and named in the list for screen readers', async () => {
  await add('alpha')
  await moveToFolder('alpha', 'Work')
  const work = workbench.treeItem('Work')
  await work.click()
  await expect.poll(outline).toEqual(['1 Work', '1 Sample'])
  expect(await work.getAttribute('aria-expanded')).toBe('false')
  // As it was left, at the next start of the window too.
  await page.reload()
  await workbench.ready()
  await expect.poll(outline).toEqual(['1 Work', '1 Sample'])
  await work.click()

  await fromMenu(work, 'Rename or move folder…')
  const dialog = page.getByRole('dialog', { name: 'Rename or move “Work”' })
  await dialog.getByRole('combobox', { name: 'Folder' }).fill('Firm/Old')
  await dialog.getByRole('button', { name: 'Rename' }).click()
  await expect.poll(outline).toEqual(['1 Firm', '2 Old', '3 alpha', '1 Sample'])
  expect(await axeViolations(page)).toEqual([])
})

test('the search finds connections that are not open, by name, folder and file', async () => {
  await add('alpha')
  await add('beta')
  await moveToFolder('beta', 'Work')
  const search = page.getByRole('searchbox', { name: 'connections' })
  await search.fill('alph')
  await expect.poll(outline).toEqual(['1 alpha'])
  await search.fill('work')
  await expect.poll(outline).toEqual(['1 beta'])
  await search.fill('nowhere')
  await page.getByText(/No connection is called so/).waitFor()
})

test('a copy of a connection has its settings', async () => {
  await add('alpha')
  await fromMenu(workbench.treeItem('alpha'), 'Edit connection')
  let dialog = page.getByRole('dialog', { name: 'Edit connection' })
  await dialog.getByRole('radio', { name: 'Teal' }).check({ force: true })
  await dialog.getByRole('button', { name: 'Save' }).click()
  await fromMenu(workbench.treeItem('alpha'), 'Duplicate connection')
  dialog = page.getByRole('dialog', { name: 'New connection' })
  expect(await dialog.getByRole('radio', { name: 'Teal' }).isChecked()).toBe(true)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await workbench.treeItem('alpha copy').waitFor()
})

test('the form stays calm: a page for each part, and what is wrong is shown where it stands', async () => {
  await workbench.button('New connection').first().click()
  const dialog = page.getByRole('dialog', { name: 'New connection' })
  await dialog.getByRole('textbox', { name: 'Connection URL' }).fill('postgres://a:b@localhost/c')
  await expect.poll(() => dialog.getByRole('tab').allInnerTexts()).toHaveLength(5)
  expect(await dialog.getByText('CA certificate').count()).toBe(0)

  await dialog.getByRole('tab', { name: 'TLS' }).click()
  expect(await dialog.getByText('CA certificate').count()).toBe(0)
  await chooseOption(
    dialog.getByRole('combobox', { name: 'TLS' }),
    'Required, certificate and host name checked',
  )
  await dialog.getByRole('textbox', { name: 'CA certificate' }).waitFor()

  await dialog.getByRole('tab', { name: 'Pool and limits' }).click()
  await dialog.getByRole('textbox', { name: 'Minimum' }).fill('900')
  await dialog.getByRole('tab', { name: 'General' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText(/Minimum is 900, above maximum/).waitFor()
  await dialog.getByRole('img', { name: 'Something is wrong here' }).waitFor()
  expect(await axeViolations(page)).toEqual([])
})

test('a database file is found by going through the folders of the computer', async () => {
  // The sample is written beside its place, and put there when it is whole.
  await expect.poll(() => readdir(folder.path)).toContain('sample.db')
  await workbench.button('New connection').first().click()
  const dialog = page.getByRole('dialog', { name: 'New connection' })
  const path = dialog.getByRole('textbox', { name: 'Database file' })
  await mkdir(join(folder.path, 'inner'))
  await path.fill(join(folder.path, 'inner'))
  await dialog.getByRole('button', { name: 'Choose a file for Database file' }).click()
  const files = page.getByRole('dialog', { name: 'Choose a file for Database file' })
  await files.getByRole('button', { name: 'One folder up' }).click()
  await files.getByText(folder.path, { exact: true }).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await files.getByRole('button', { name: /^sample\.db/ }).click()
  await expect.poll(() => path.inputValue()).toBe(`${folder.path}/sample.db`)
  await dialog.getByRole('button', { name: 'Test connection' }).click()
  await dialog.getByText(/^Connected to SQLite/).waitFor()
})
