import type { Scene } from './Scene.ts'

export const settings: Scene = async ({ page, picture }) => {
  await page.keyboard.press('ControlOrMeta+Alt+K')
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  await dialog.getByRole('tab', { name: 'Keyboard shortcuts', selected: true }).waitFor()
  await dialog.getByRole('searchbox', { name: 'Search commands or keys' }).fill('ctrl+shift')
  await picture('keyboard-shortcuts')
  await dialog.getByRole('tab', { name: 'Appearance' }).click()
  await picture('settings')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
}
