import { beforeAll, expect, test } from 'vitest'
import { chooseOption } from './support/chooseOption.ts'
import { sharedWorkbench, type SharedWorkbench } from './support/shared.ts'
import { openPage } from './support/browser.ts'
import { startSluice } from './support/sluice.ts'
import { Workbench } from './support/workbench.ts'

let opened: SharedWorkbench

beforeAll(async () => {
  opened = await sharedWorkbench()
})

const panel = () => opened.page.getByRole('tree', { name: 'Saved queries' })
const item = (name: string) => panel().getByRole('treeitem', { name, exact: true })
const tab = (name: string) => opened.page.getByRole('tab', { name, exact: true })

test('a query is saved in a folder, found again, changed and moved', async () => {
  const { page, workbench } = opened
  await page.getByRole('navigation').getByRole('button', { name: 'Saved queries' }).click()
  await page.getByText('No query is saved yet.').waitFor()
  await workbench.button('New folder').click()
  await page.getByRole('textbox', { name: 'New name' }).fill('Reports')
  await page.keyboard.press('Enter')
  await item('Reports').waitFor()

  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.type('select count(*) as books from books')
  await page.keyboard.press('Control+s')
  const dialog = page.getByRole('dialog', { name: 'Save the query' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('How many books')
  await chooseOption(dialog.getByRole('combobox', { name: 'Folder' }), 'Reports')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await tab('How many books').waitFor()
  expect(await item('How many books').getAttribute('aria-level')).toBe('2')

  // Ctrl+S saves over it from now on, and a closed tab opens again with what was saved.
  await workbench.type('select count(*) as books, 2 as more from books')
  await page.keyboard.press('Control+s')
  await page.getByText('Saved as “How many books”.').waitFor()
  await tab('How many books').click({ button: 'middle' })
  await tab('How many books').waitFor({ state: 'hidden' })
  await item('How many books').dblclick()
  await tab('How many books').waitFor()
  await expect
    .poll(() => workbench.editorText())
    .toBe('select count(*) as books, 2 as more from books')

  await item('How many books').click()
  await page.keyboard.press('F2')
  await page.getByRole('textbox', { name: 'New name' }).fill('Book count')
  await page.keyboard.press('Enter')
  await item('Book count').waitFor()
  await tab('Book count').waitFor()

  await item('Book count').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Move to' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'No folder' }).click()
  await expect.poll(() => item('Book count').getAttribute('aria-level')).toBe('1')
  await item('Book count').dragTo(item('Reports'))
  await expect.poll(() => item('Book count').getAttribute('aria-level')).toBe('2')

  const search = page.getByRole('searchbox', { name: 'Search saved queries' })
  await search.fill('nothing like it')
  await page.getByText('No saved query contains “nothing like it”.').waitFor()
  await search.fill('as MORE')
  await item('Book count').waitFor()
  await search.fill('')
  expect(opened.complaints).toEqual([])
})

test('saved queries outlive a crash, and a folder goes with what is in it', async () => {
  await opened.sluice.kill()
  await using second = await startSluice({ dataDir: opened.dataDir })
  const { page } = await openPage(opened.browser, second.url)
  await new Workbench(page).editor.waitFor()
  // The panel is still the one that is shown.
  const tree = page.getByRole('tree', { name: 'Saved queries' })
  await tree.getByRole('treeitem', { name: 'Book count' }).waitFor()
  await tree.getByRole('treeitem', { name: 'Reports' }).click()
  await page.keyboard.press('Delete')
  const question = page.getByRole('alertdialog', { name: /“Reports” and the query in it/ })
  await question.getByRole('button', { name: 'Delete' }).click()
  await page.getByText('No query is saved yet.').waitFor()
})
