import { beforeAll, expect, test } from 'vitest'
import { sharedWorkbench, type SharedWorkbench } from './support/shared.ts'

let opened: SharedWorkbench

beforeAll(async () => {
  opened = await sharedWorkbench()
})

const editors = () => opened.page.getByRole('textbox', { name: 'SQL editor' })
const strips = () => opened.page.getByRole('tablist', { name: 'Open tabs' })
const grids = () => opened.page.getByRole('grid', { name: 'Results' })

test('a tab moves beside the others, each side runs its own, and both are there after a reload', async () => {
  const { page, workbench } = opened
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.type('select 1 as west')
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.type('select 2 as east')
  await page.keyboard.press('Control+\\')
  await expect.poll(() => editors().count()).toBe(2)
  await expect.poll(() => strips().count()).toBe(2)

  // Keys go to the side that is worked in.
  await editors().nth(1).focus()
  await page.keyboard.press('Control+Enter')
  await grids().getByRole('columnheader', { name: /^east/ }).waitFor()
  await page.keyboard.press('F7')
  await page.keyboard.press('Control+Enter')
  await grids().getByRole('columnheader', { name: /^west/ }).waitFor()
  expect(await grids().count()).toBe(2)
  const [west, east] = await Promise.all(
    ['west', 'east'].map((name) =>
      grids()
        .getByRole('columnheader', { name: new RegExp(`^${name}`) })
        .boundingBox(),
    ),
  )
  expect(west!.x).toBeLessThan(east!.x)

  await page.waitForTimeout(800)
  await page.reload()
  await workbench.explorer.waitFor()
  await expect.poll(() => editors().count()).toBe(2)
  await strips().nth(1).getByRole('tab', { name: 'Query 2' }).waitFor()

  await strips().nth(1).getByRole('tab', { name: 'Query 2' }).dragTo(strips().nth(0))
  await expect.poll(() => strips().count()).toBe(1)
  expect(await editors().count()).toBe(1)
  expect(opened.complaints).toEqual([])
})
