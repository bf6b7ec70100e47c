import { chooseOption } from '../support/chooseOption.ts'
import type { Scene } from './Scene.ts'

const SAVED = [
  [
    'Copies by genre',
    'Reports',
    'select genre_id, count(*) as titles from books group by genre_id',
  ],
  [
    'Busiest harbours',
    'Reports',
    'select to_harbour_id, count(*) as arrivals from voyages group by 1',
  ],
  ['Readers of a harbour', 'No folder', 'select * from readers limit 100'],
] as const

/** Saved queries in a folder, and two tabs side by side. */
export const queries: Scene = async ({ page, workbench, picture }) => {
  await page.getByRole('navigation').getByRole('button', { name: 'Saved queries' }).click()
  await workbench.button('New folder').click()
  await page.getByRole('textbox', { name: 'New name' }).fill('Reports')
  await page.keyboard.press('Enter')
  for (const [name, folder, sql] of SAVED) {
    await workbench.newTab()
    await workbench.chooseProfile('Sample')
    await workbench.run(sql)
    await workbench.untilStatus(/rows in/)
    await workbench.editor.focus()
    await page.keyboard.press('Control+s')
    const dialog = page.getByRole('dialog', { name: 'Save the query' })
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
    await chooseOption(dialog.getByRole('combobox', { name: 'Folder' }), folder)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'hidden' })
  }
  await workbench.row(1).waitFor()
  // Their notices have gone by then.
  await page.waitForTimeout(6000)
  await picture('saved-queries')

  await page.getByRole('navigation').getByRole('button', { name: 'Connections and tables' }).click()
  await workbench.editor.focus()
  await page.keyboard.press('Control+\\')
  await page.getByRole('textbox', { name: 'SQL editor' }).nth(1).waitFor()
  await page.waitForTimeout(500)
  await picture('two-sides')
}
