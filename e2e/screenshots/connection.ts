import type { Scene } from './Scene.ts'

export const connection: Scene = async ({ page, workbench, postgresUrl, picture }) => {
  await workbench.button('New connection').first().click()
  const dialog = page.getByRole('dialog', { name: 'New connection' })
  await dialog.getByRole('textbox', { name: 'Connection URL' }).fill(postgresUrl)
  await dialog.getByRole('button', { name: 'Test connection' }).click()
  await dialog.getByText(/PostgreSQL 18/).waitFor()
  await picture('connection')

  await dialog.getByRole('tab', { name: 'SSH' }).click()
  await dialog.getByRole('checkbox', { name: 'Connect through an SSH server' }).check()
  await dialog.getByRole('combobox', { name: 'SSH host' }).fill('bastion.example.org')
  await dialog.getByRole('textbox', { name: 'SSH user' }).fill('ana')
  await picture('ssh')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await workbench.button('Discard').click()
}
