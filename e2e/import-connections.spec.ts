import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startPostgres, type PostgresServer } from '../main/testing/postgresServer.ts'
import { axeViolations } from './support/axeViolations.ts'
import { launchChromium, openPage, type Complaints } from './support/browser.ts'
import { startSluice, temporaryFolder, type Sluice } from './support/sluice.ts'
import { Workbench } from './support/workbench.ts'

let browser: Browser
let postgres: PostgresServer
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let sluice: Sluice
let page: Page
let workbench: Workbench
let complaints: Complaints

beforeAll(async () => {
  ;[browser, postgres] = await Promise.all([launchChromium(), startPostgres()])
})
afterAll(async () => {
  await browser?.close()
  await postgres?.stop()
})
beforeEach(async () => {
  folder = await temporaryFolder()
  sluice = await startSluice({ dataDir: folder.path })
  ;({ page, complaints } = await openPage(browser, sluice.url))
  workbench = new Workbench(page)
  await workbench.ready()
})
afterEach(async () => {
  expect(complaints).toEqual([])
  await page.context().close()
  await sluice.stop()
  await folder[Symbol.asyncDispose]()
})

const fixture = (name: string) =>
  fileURLToPath(new URL(`../main/profiles/imports/testing/${name}`, import.meta.url))

async function openFromMenu(entry: string): Promise<void> {
  await workbench.button('More about connections').click()
  await page.getByRole('menuitem', { name: entry }).click()
}

async function openDialog() {
  await openFromMenu('Import connections…')
  const dialog = page.getByRole('dialog', { name: 'Import connections' })
  await dialog.waitFor()
  return {
    dialog,
    list: dialog.getByRole('list', { name: 'Connections found' }),
    choose: (path: string) => dialog.locator('input[type=file]').setInputFiles(path),
    make: async (count: number) => {
      await dialog.getByRole('button', { name: `Import ${count}`, exact: true }).click()
      await dialog.waitFor({ state: 'hidden' })
    },
  }
}

test('a file of DBeaver is looked at, and becomes connections in their folders; what cannot be made says why', async () => {
  const { dialog, list, choose, make } = await openDialog()
  await choose(fixture('data-sources.json'))
  await dialog.getByText(/6 connections of DBeaver/).waitFor()
  await dialog.getByText(/encrypted in another file, which is not read/).waitFor()
  await list.getByText(/no driver for “mysql”/).waitFor()
  await list.getByText('The SSH user is encrypted in DBeaver.', { exact: false }).waitFor()
  expect(await list.getByRole('checkbox', { name: /warehouse/ }).isDisabled()).toBe(true)
  expect(await axeViolations(page)).toEqual([])
  await list.getByRole('checkbox', { name: /by proxy/ }).uncheck()
  await make(4)

  await workbench.treeItem('Shop').waitFor()
  await workbench.treeItem('Live').waitFor()
  for (const name of ['orders', 'behind a bastion', 'erp', 'notes'])
    await workbench.treeItem(name).waitFor()
  expect(await workbench.treeItem('by proxy').count()).toBe(0)
  await workbench.treeItem('orders').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Edit connection' }).click()
  const edit = page.getByRole('dialog', { name: 'Edit connection' })
  expect(await edit.getByRole('textbox', { name: 'Port' }).inputValue()).toBe('5433')
  expect(await edit.getByRole('radio', { name: 'Red' }).isChecked()).toBe(true)
})

test('settings of Azure Data Studio and of VS Code are known by themselves', async () => {
  const first = await openDialog()
  await first.choose(fixture('azure-data-studio.json'))
  await first.dialog.getByText(/4 connections of Azure Data Studio/).waitFor()
  await first.list.getByText(/Microsoft Entra, which Sluice cannot/).waitFor()
  await first.make(2)
  const second = await openDialog()
  await second.choose(fixture('vscode-mssql.json'))
  await second.dialog.getByText(/3 connections of VS Code/).waitFor()
  await second.make(1)
  for (const name of ['Production', 'EU', 'Orders', 'pg app', 'Local Development', 'Local'])
    await workbench
      .treeItem(new RegExp(`^${name}$`))
      .first()
      .waitFor()
})

test('pasted URLs become connections that work, and the same ones again are known as duplicates', async () => {
  const { dialog, list, make } = await openDialog()
  const paste = async (text: string) => {
    await page.getByRole('textbox', { name: 'URLs, or the content of a file' }).fill(text)
    await page.getByRole('button', { name: 'Look what is in it' }).click()
  }
  await paste(`${postgres.url}\nredis://cache.example.org\nnonsense`)
  await list.getByText('The URL has no scheme', { exact: false }).waitFor()
  expect(await dialog.innerText()).not.toContain(postgres.password)
  await make(2)

  await workbench.newTab()
  await workbench.chooseProfile(new RegExp(new URL(postgres.url).pathname.slice(1)))
  await workbench.run('select 40 + 2 as answer')
  await workbench.untilStatus(/1 row in/)

  const again = await openDialog()
  await paste(postgres.url)
  await again.list.getByText(/leads already/).waitFor()
  expect(await again.dialog.getByRole('button', { name: 'Import 0' }).isDisabled()).toBe(true)
})

test('what is exported has no password, and comes back in another place', async () => {
  await workbench.addConnection(postgres.url, 'orders')
  const downloading = page.waitForEvent('download')
  await openFromMenu('Export connections…')
  const path = join(folder.path, 'exported.json')
  await (await downloading).saveAs(path)
  const text = await readFile(path, 'utf8')
  expect(text).not.toContain(postgres.password)
  await writeFile(path, text.replace(`"port": ${postgres.port}`, '"port": 1'))

  const { dialog, list, choose, make } = await openDialog()
  await choose(path)
  await dialog.getByText(/2 connections of Sluice/).waitFor()
  await list.getByText('Leads where “Sample” leads already.').waitFor()
  await make(1)
  await expect.poll(() => workbench.treeItem('orders').count()).toBe(2)
})
