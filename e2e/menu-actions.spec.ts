import { beforeAll, expect, test } from 'vitest'
import { sharedWorkbench, type SharedWorkbench } from './support/shared.ts'

let opened: SharedWorkbench

beforeAll(async () => {
  opened = await sharedWorkbench()
})

const press = (keys: string) => opened.page.keyboard.press(keys)
const palette = () => opened.page.getByRole('combobox', { name: 'Type a command' })

/** Names of the lines of the menu that is open, which is closed then. */
async function menuLines(): Promise<string[]> {
  const lines = opened.page.getByRole('menu').getByRole('menuitem')
  await lines.first().waitFor()
  const names = await lines.evaluateAll((items: HTMLElement[]) =>
    items
      .filter((item) => item.ariaHasPopup === null && item.ariaDisabled !== 'true')
      .map((item) => {
        const keys = item.querySelector('kbd')?.textContent ?? ''
        const whole = item.textContent
        return whole.slice(0, whole.length - keys.length).replace('…', '')
      }),
  )
  expect(names.filter((name) => name.length < 3)).toEqual([])
  await press('Escape')
  await opened.page.getByRole('menu').waitFor({ state: 'hidden' })
  return names
}

/** Those that the palette does not know. */
async function missingInPalette(names: readonly string[]): Promise<string[]> {
  const missing: string[] = []
  await press('ControlOrMeta+K')
  for (const name of names) {
    await palette().fill(name)
    const found = opened.page.getByRole('option').filter({ hasText: name })
    if ((await found.count()) === 0) missing.push(name)
  }
  await press('Escape')
  await palette().waitFor({ state: 'hidden' })
  return missing
}

test('what the menu of a table and of a connection offers, the palette offers', async () => {
  const { workbench } = opened
  await workbench.open('Sample')
  await workbench.treeItem('Sample').click({ button: 'right' })
  expect(await missingInPalette(await menuLines())).toEqual([])
  await workbench.open('Tables')
  await workbench.treeItem(/^barges\b/).click({ button: 'right' })
  const lines = await menuLines()
  expect(lines.length).toBeGreaterThan(5)
  expect(await missingInPalette(lines)).toEqual([])
})

test('the selected table opens from the palette', async () => {
  const { page, workbench } = opened
  await workbench.treeItem(/^barges\b/).click()
  await opened.workbench.command('Select statement to editor')
  await expect.poll(() => workbench.editorText()).toMatch(/barges/i)
  await page.getByRole('tab', { name: /barges/ }).waitFor()
})

test('what the menus of a column and of a cell offer, the palette does to where one is', async () => {
  const { workbench } = opened
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.run('select id, title, language from books order by id')
  await workbench.untilStatus(/720 rows/)
  await (await workbench.gridCell(2, 'title')).click()
  await workbench.grid.getByRole('columnheader', { name: /^title/ }).click({ button: 'right' })
  const ofColumn = await menuLines()
  await (await workbench.gridCell(2, 'title')).click({ button: 'right' })
  const ofCell = await menuLines()
  expect(ofColumn.length + ofCell.length).toBeGreaterThan(15)
  expect(await missingInPalette([...ofColumn, ...ofCell])).toEqual([])

  const title = await (await workbench.gridCell(1, 'title')).innerText()
  await opened.workbench.command('Sort descending')
  await expect
    .poll(() =>
      workbench.grid.getByRole('columnheader', { name: /^title/ }).getAttribute('aria-sort'),
    )
    .toBe('descending')
  await expect.poll(async () => (await workbench.gridCell(1, 'title')).innerText()).not.toBe(title)
  await opened.workbench.command('Hide column')
  await expect
    .poll(() => workbench.grid.getByRole('columnheader', { name: /^title/ }).count())
    .toBe(0)
  expect(opened.complaints).toEqual([])
})
