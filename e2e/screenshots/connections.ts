import { chooseOption } from '../support/chooseOption.ts'
import type { Scene } from './Scene.ts'

/** Connections in folders, with colours and environments. */
export const connections: Scene = async ({ page, workbench, picture }) => {
  const shown = [
    ['orders', 'Shop/Live', 'Red', 'Production'],
    ['stock', 'Shop/Live', 'Orange', 'Production'],
    ['orders of last year', 'Shop', 'Green', 'Test'],
    ['cache', 'Shop', 'Blue', 'Development'],
    ['metrics', 'Team', 'Purple', 'None'],
  ] as const
  for (const [name, folder, colour, environment] of shown) {
    await workbench.button('New connection').first().click()
    const dialog = page.getByRole('dialog', { name: 'New connection' })
    await dialog
      .getByRole('textbox', { name: 'Connection URL' })
      .fill(`postgres://ana@db.example.org/${encodeURIComponent(name)}`)
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
    await dialog.getByRole('combobox', { name: 'Folder' }).fill(folder)
    await dialog.getByRole('radio', { name: colour }).check({ force: true })
    await chooseOption(dialog.getByRole('combobox', { name: 'Environment' }), environment)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'hidden' })
  }
  for (const name of ['metrics', 'stock']) {
    await workbench.newTab()
    await workbench.chooseProfile(name)
  }
  await page.mouse.move(700, 600)
  await picture('connections')
}
