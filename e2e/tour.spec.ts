import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeViolations } from './support/axeViolations.ts'
import { launchChromium, openPage } from './support/browser.ts'
import { startSluice, temporaryFolder } from './support/sluice.ts'
import { Workbench } from './support/workbench.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

test('the first start shows three steps that take no focus, can be skipped, and come once', async () => {
  await using folder = await temporaryFolder()
  await using sluice = await startSluice({ dataDir: folder.path })
  const { page, complaints } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.editor.waitFor()
  const tour = page.getByRole('region', { name: 'Tour' })
  await tour.getByText('Your connections are in the explorer').waitFor()
  expect(await axeViolations(page)).toEqual([])

  await tour.getByRole('button', { name: 'Next' }).click()
  await tour.getByText('Ctrl+Enter runs the statement').waitFor()
  // Nobody has to end it before working.
  await workbench.chooseProfile('Sample')
  await workbench.type('select 1')
  await page.keyboard.press('ControlOrMeta+Enter')
  await workbench.untilStatus(/1 row in/)
  await tour.getByRole('button', { name: 'Next' }).click()
  await tour.getByText('The pool of the connection is always in sight').waitFor()
  await tour.getByRole('button', { name: 'Done' }).click()
  await tour.waitFor({ state: 'hidden' })

  await page.reload()
  await workbench.editor.waitFor()
  expect(await tour.isVisible()).toBe(false)
  await workbench.command('Show the tour')
  await tour.getByRole('button', { name: 'Skip the tour' }).click()
  await tour.waitFor({ state: 'hidden' })
  expect(complaints).toEqual([])
})
