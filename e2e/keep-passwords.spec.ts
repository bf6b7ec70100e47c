import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startPostgres, type PostgresServer } from '../main/testing/postgresServer.ts'
import { launchChromium, openPage } from './support/browser.ts'
import { startSluice, temporaryFolder, type Sluice } from './support/sluice.ts'
import { takePicture } from './support/takePicture.ts'
import { Workbench } from './support/workbench.ts'

const PASSPHRASE = 'eight heron feathers'

let browser: Browser
let postgres: PostgresServer
let folder: Awaited<ReturnType<typeof temporaryFolder>>

beforeAll(async () => {
  folder = await temporaryFolder()
  ;[browser, postgres] = await Promise.all([launchChromium(), startPostgres()])
})

afterAll(async () => {
  await browser?.close()
  await postgres?.stop()
  await folder?.[Symbol.asyncDispose]()
})

/** A test that fails midway leaves none running. */
const started: Sluice[] = []
afterEach(async () => {
  for (const sluice of started.splice(0)) await sluice.stop()
})

/** Starts the program on the same folder and opens its window. */
async function start(): Promise<{ sluice: Sluice; page: Page; workbench: Workbench }> {
  const sluice = await startSluice({ dataDir: folder.path })
  started.push(sluice)
  const { page } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  return { sluice, page, workbench }
}

const dialogOf = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name })

test('after a restart the password is asked for, and what failed goes on by itself', async () => {
  const first = await start()
  await first.workbench.addConnection(postgres.url, 'orders')
  await first.sluice.stop()
  await first.page.close()

  const { sluice, page, workbench } = await start()
  await workbench.newTab()
  await workbench.chooseProfile('orders')
  await workbench.run('select 40 + 2 as answer')
  // It comes by itself, and once only: the button stays for whoever closed it.
  const dialog = dialogOf(page, 'Password for “orders”')
  await dialog.waitFor()
  // The server was not asked: it would have refused.
  await page.getByText('is not kept any more').first().waitFor()
  await takePicture(page, 'password-asked')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Enter password…' }).click()
  const password = dialog.getByLabel('Password')
  for (const wrong of ['wrong', 'wrong again']) {
    await password.fill(wrong)
    await dialog.getByRole('button', { name: 'Connect' }).click()
    await dialog.getByText('The password was refused.').waitFor()
    await expect.poll(() => password.inputValue()).toBe('')
    await expect.poll(() => password.evaluate((field) => field.matches(':focus'))).toBe(true)
  }
  await takePicture(page, 'password-refused')
  await password.fill(postgres.password)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  await expect.poll(async () => (await workbench.gridCell(1, 'answer')).textContent()).toBe('42')

  await workbench.open(/^orders/)
  await page.getByRole('treeitem', { name: /^orders/ }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Edit connection' }).click()
  const edit = dialogOf(page, 'Edit connection')
  await edit.getByRole('button', { name: 'Keep them encrypted…' }).click()
  const protect = dialogOf(page, 'Keep passwords encrypted')
  await protect.getByLabel('Passphrase').fill(PASSPHRASE)
  await protect.getByLabel('The same once more').fill('something else')
  expect(await protect.getByRole('button', { name: 'Keep encrypted' }).isDisabled()).toBe(true)
  await protect.getByLabel('The same once more').fill(PASSPHRASE)
  await protect.getByRole('button', { name: 'Keep encrypted' }).click()
  await edit.getByText('sealed under your passphrase').waitFor()
  await sluice.stop()
  await page.close()

  const kept = await readFile(join(folder.path, 'secrets.json'), 'utf8')
  expect(kept).not.toContain(postgres.password)
})

test('passwords kept encrypted are there again once the passphrase is given', async () => {
  const { sluice, page, workbench } = await start()
  const locked = page.getByText('Kept passwords are locked')
  await locked.waitFor()
  await workbench.newTab()
  await workbench.chooseProfile('orders')
  await workbench.run('select 6 * 7 as answer')
  // Beside the failure, not in the banner: from here what failed goes on.
  const messages = page.getByRole('list', { name: 'Messages' })
  await messages.getByRole('button', { name: 'Unlock passwords…' }).click()
  const unlock = dialogOf(page, 'Unlock passwords')
  await unlock.getByLabel('Passphrase').fill('seven heron feathers')
  await unlock.getByRole('button', { name: 'Unlock' }).click()
  await unlock.getByText('This passphrase does not open the kept passwords').waitFor()
  await unlock.getByLabel('Passphrase').fill(PASSPHRASE)
  await unlock.getByRole('button', { name: 'Unlock' }).click()
  await unlock.waitFor({ state: 'hidden' })
  await expect.poll(async () => (await workbench.gridCell(1, 'answer')).textContent()).toBe('42')
  await locked.waitFor({ state: 'hidden' })
  await sluice.stop()
  await page.close()
})

test('a forgotten passphrase costs the passwords, not the connections', async () => {
  const { sluice, page } = await start()
  await page.getByRole('button', { name: 'Unlock passwords…' }).click()
  const unlock = dialogOf(page, 'Unlock passwords')
  await unlock.getByRole('button', { name: 'I do not know it any more' }).click()
  await unlock.getByRole('button', { name: 'Delete kept passwords' }).click()
  await unlock.waitFor({ state: 'hidden' })
  await page.getByText('Kept passwords are locked').waitFor({ state: 'hidden' })
  await page.getByRole('treeitem', { name: /^orders/ }).waitFor()
  await sluice.stop()
})
