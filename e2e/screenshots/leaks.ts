import type { Scene } from './Scene.ts'

/** Connections that are held for too long, and by whom. */
export const leaks: Scene = async ({ page, workbench, postgresUrl, picture }) => {
  await workbench.button('New connection').first().click()
  const dialog = page.getByRole('dialog', { name: 'New connection' })
  await dialog.getByRole('textbox', { name: 'Connection URL' }).fill(postgresUrl)
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('orders')
  await dialog.getByRole('tab', { name: 'Pool and limits' }).click()
  await dialog.getByRole('textbox', { name: 'Report held over' }).fill('2')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'hidden' })
  for (const kind of ['invoices', 'shipments']) {
    await workbench.newTab()
    await workbench.chooseProfile('orders')
    await workbench.run(`select pg_sleep(60), 'the ${kind} of the year'`)
  }
  await page.keyboard.press('ControlOrMeta+Shift+M')
  const pool = await workbench.showPool('orders')
  const held = pool.getByRole('region', { name: 'Connections held too long' })
  await held.getByRole('listitem').nth(1).waitFor()
  await held.scrollIntoViewIfNeeded()
  // The notice of the alert has gone by then.
  await page.waitForTimeout(7000)
  await picture('leaks')
}
