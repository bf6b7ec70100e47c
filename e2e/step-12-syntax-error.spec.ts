import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { sharedWorkbench, type SharedWorkbench } from './support/shared.ts'
import { takePicture } from './support/takePicture.ts'

let opened: SharedWorkbench

beforeAll(async () => {
  opened = await sharedWorkbench()
})
beforeEach(async () => {
  await opened.workbench.newTab()
  await opened.workbench.chooseProfile('Sample')
})
afterEach(() => expect(opened.complaints).toEqual([]))

const underline = () => opened.page.locator('.squiggly-error')

test('an error of the server is told and marked at its place, and typing goes on', async () => {
  const { workbench, page } = opened
  await workbench.type('select 1;\nselect id,\n  nme frm barges')
  await page.keyboard.press('Control+Enter')
  await workbench.untilStatus(/failed/i)
  await page
    .getByText(/near "barges": syntax error/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: /line 3.*column 11/i }).waitFor()

  // Below the word that the server complained about.
  await underline().first().waitFor()
  const word = page.locator('.view-line span span', { hasText: /barges$/ }).last()
  const [mark, place] = await Promise.all([underline().first().boundingBox(), word.boundingBox()])
  expect(Math.abs(mark!.y - place!.y)).toBeLessThan(8)
  expect(mark!.x + mark!.width).toBeGreaterThan(place!.x)

  await page.keyboard.type(' -- still here')
  await expect.poll(() => workbench.editorText()).toContain('barges -- still here')
})

test('SQL in a message is drawn as it was written, without ligatures', async () => {
  const { workbench, page } = opened
  await workbench.run('select 1 where 1 >= 2 frm x')
  await workbench.untilStatus(/failed/i)
  const looks = await page
    .getByText('select 1 where 1 >= 2 frm x')
    .last()
    .evaluate((element) => {
      const { fontVariantLigatures, fontFeatureSettings } = getComputedStyle(element)
      return [fontVariantLigatures, fontFeatureSettings.includes('calt')]
    })
  expect(looks).toEqual(['none', false])
  await takePicture(page, 'sql-in-a-message')
})

test('a click on the place in the message goes there', async () => {
  const { workbench, page } = opened
  await workbench.run('select id,\n  nme frm barges')
  await workbench.untilStatus(/failed/i)
  await page.getByRole('button', { name: /line 2.*column 11/i }).click()
  await page.keyboard.type('X')
  await expect.poll(() => workbench.editorText()).toBe('select id,\n  nme frm Xbarges')
})
