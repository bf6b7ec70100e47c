import type { Locator } from 'playwright-core'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { chooseOption } from './support/chooseOption.ts'
import { sharedWorkbench, type SharedWorkbench } from './support/shared.ts'

let opened: SharedWorkbench

beforeAll(async () => {
  opened = await sharedWorkbench()
  const { page, workbench } = opened
  await workbench.button('New connection').first().click()
  const dialog = page.getByRole('dialog', { name: 'New connection' })
  await dialog.getByRole('textbox', { name: 'Connection URL' }).fill('sqlite::memory:')
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('till')
  await chooseOption(dialog.getByRole('combobox', { name: 'Environment' }), 'Production')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await workbench.newTab()
  await workbench.chooseProfile('till')
})
afterEach(() => opened.page.setViewportSize({ width: 1280, height: 800 }))

/** All of it is in the window, and nothing stands over its middle. */
async function canBePressed(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect()
    const isInside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    return isInside && hit !== null && (element.contains(hit) || hit.contains(element))
  })
}

// 1280 × 800 and 1280 × 1024 at a zoom of 200 % and 400 %.
for (const [width, height] of [
  [640, 400],
  [320, 256],
] as const)
  test(`at ${width} × ${height} one can write, run and reach everything`, async () => {
    const { page, workbench } = opened
    await page.setViewportSize({ width, height })
    await workbench.explorer.waitFor({ state: 'hidden' })
    const lines = await page
      .locator('.monaco-editor')
      .first()
      .evaluate((editor) => {
        const line = editor.querySelector('.view-line')
        return editor.clientHeight / (line?.clientHeight ?? 19)
      })
    expect(lines).toBeGreaterThanOrEqual(3)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    const badge = page.getByRole('banner').getByText(/^prod/i)
    expect(await canBePressed(badge)).toBe(true)
    expect(await canBePressed(workbench.button('Run'))).toBe(true)

    await workbench.type('select 7')
    await workbench.button('Run').click()
    await workbench.untilStatus(/1 row/)

    // The explorer stands over the editor, whole, until Esc.
    await page
      .getByRole('navigation')
      .getByRole('button', { name: 'Connections and tables' })
      .click()
    await workbench.explorer.waitFor()
    for (const name of ['New connection', 'Refresh', 'More about connections'])
      expect([name, await canBePressed(workbench.button(name).first())]).toEqual([name, true])
    await page.keyboard.press('Escape')
    await workbench.explorer.waitFor({ state: 'hidden' })
    await page
      .getByRole('navigation')
      .getByRole('button', { name: 'Connections and tables' })
      .click()
    await workbench.explorer.waitFor()
    await workbench.button('New connection').first().click()

    const dialog = page.getByRole('dialog', { name: 'New connection' })
    const save = dialog.getByRole('button', { name: 'Save' })
    await save.scrollIntoViewIfNeeded()
    expect(await canBePressed(save)).toBe(true)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })

    await page.keyboard.press('ControlOrMeta+K')
    const option = page.getByRole('option', { name: 'Pool monitor' }).first()
    await page.getByRole('combobox', { name: 'Type a command' }).fill('Pool monitor')
    expect(await canBePressed(option)).toBe(true)
    await page.keyboard.press('Escape')

    // Wide again, the explorer is where it was.
    await page.setViewportSize({ width: 1280, height: 800 })
    await workbench.explorer.waitFor()
    expect(opened.complaints).toEqual([])
  })

test('of many tabs a list can be searched, and it is there only where some are out of sight', async () => {
  const { page, workbench } = opened
  expect(await workbench.button('Go to a tab…').count()).toBe(0)
  for (let count = 0; count < 14; count++) await workbench.newTab()
  await workbench.button('Go to a tab…').click()
  await page.getByRole('combobox', { name: 'Search the open tabs' }).fill('Query 3')
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: 'Query 3', selected: true }).waitFor()
})

test('with the monitor in front F6 comes to what it shows, and it is there after a reload', async () => {
  const { page, workbench } = opened
  await workbench.chooseProfile('Sample')
  await workbench.run('select 1')
  await workbench.untilStatus(/1 row/)
  await page.keyboard.press('ControlOrMeta+Shift+M')
  await workbench.showPool('Sample')
  const pane = () =>
    page.evaluate(
      () => document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset['pane'],
    )
  await page.getByRole('tab', { name: 'Pool monitor' }).focus()
  const seen: (string | undefined)[] = []
  for (let step = 0; step < 6; step++) {
    await page.keyboard.press('F6')
    seen.push(await pane())
  }
  expect(seen).toContain('monitor')

  await page.reload()
  await page.getByRole('region', { name: 'Sample', exact: true }).waitFor()
  await page.getByRole('tab', { name: 'Pool monitor', selected: true }).waitFor()
})

test('the palette tells what a command needs, and has the actions of the pool in front', async () => {
  const { page } = opened
  const find = async (title: string): Promise<Locator> => {
    await page.keyboard.press('ControlOrMeta+K')
    await page.getByRole('combobox', { name: 'Type a command' }).fill(title)
    return page.getByRole('option', { name: title }).first()
  }
  const builder = await find('Query builder')
  expect(await builder.getAttribute('aria-disabled')).toBe('true')
  expect(await builder.textContent()).toContain('needs an editor tab in front')
  await page.keyboard.press('Escape')
  await (await find('Resize the pool')).click()
  await page.getByRole('dialog', { name: /Resize/ }).waitFor()
  await page.keyboard.press('Escape')
  await (await find('Show or hide the history')).click()
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('[data-pane]')?.ariaLabel))
    .toBe('History')
})
