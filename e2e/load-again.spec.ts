import { beforeAll, expect, test } from 'vitest'
import { sharedWorkbench, type SharedWorkbench } from './support/shared.ts'

let opened: SharedWorkbench

beforeAll(async () => {
  opened = await sharedWorkbench()
})

test('a view whose code does not come says so in its place, and is asked for again', async () => {
  const { page, workbench } = opened
  const code = '**/assets/CompareTab-*.js'
  await page.route(code, (route) => route.abort())
  await page.keyboard.press('ControlOrMeta+K')
  await page.getByRole('combobox').last().fill('Compare two schemas')
  await page.getByRole('option', { name: 'Compare two schemas' }).first().click()
  const again = workbench.button('Show it again')
  await again.waitFor()
  await page.unroute(code)
  await again.click()
  await page.getByRole('region', { name: 'Compare schemas' }).waitFor()
  expect(await again.count()).toBe(0)
})
