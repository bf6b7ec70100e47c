import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, openPage } from './support/browser.ts'
import { firstScriptBytes, firstScripts } from './support/firstScripts.ts'
import { startSluice, temporaryFolder } from './support/sluice.ts'
import { Workbench } from './support/workbench.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

test('the first start opens a window with the sample, ready to type in, and asks for nothing', async () => {
  await using folder = await temporaryFolder()
  await using sluice = await startSluice({ dataDir: folder.path })
  const { page, complaints } = await openPage(browser, sluice.url)
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).hostname))
  await page.reload()
  const workbench = new Workbench(page)
  await workbench.treeItem('Sample').waitFor()
  await workbench.editor.waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(await page.getByText(/sign in|log in|account|cookies|telemetry/i).count()).toBe(0)
  // Nothing is fetched from anywhere but the program itself.
  expect(new Set(asked)).toEqual(new Set(['127.0.0.1']))

  // The sample is one statement away.
  await workbench.type('select count(*) as books from books')
  await page.keyboard.press('ControlOrMeta+Enter')
  await workbench.untilStatus(/1 row in/)
  expect(complaints).toEqual([])
})

test('before the editor is needed, at most 900 kB of script are fetched, compressed', async () => {
  expect(await firstScriptBytes()).toBeLessThanOrEqual(900_000)
})

test('the schemas that main checks calls with are not among them', async () => {
  expect([...(await firstScripts()).values()].join('')).not.toContain('ZodError')
})
