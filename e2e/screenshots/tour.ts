import type { Scene } from './Scene.ts'

/** The first start. */
export const tour: Scene = async ({ page, picture }) => {
  await page.keyboard.press('ControlOrMeta+K')
  await page.getByRole('combobox', { name: 'Type a command' }).fill('Show the tour')
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: 'Tour' }).waitFor()
  await picture('tour')
}
