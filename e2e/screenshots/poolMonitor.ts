import { until } from '../support/until.ts'
import type { Scene } from './Scene.ts'

export const poolMonitor: Scene = async ({ page, workbench, postgresUrl, picture }) => {
  await workbench.addConnection(postgresUrl, 'orders')
  for (let tab = 1; tab <= 12; tab++) {
    await workbench.newTab()
    await workbench.chooseProfile('orders')
    await workbench.run(`select pg_sleep(${tab < 6 ? 90 : 60})`)
  }
  await page.getByRole('button', { name: 'Pool monitor' }).first().click()
  const waiting = () => workbench.poolFigure('orders', 'Waiting')
  await until('seven waiting', waiting, (count) => count === 7)
  // Some time on the axis, so that the charts have something to show.
  await page.waitForTimeout(20_000)
  await picture('pool-monitor')

  // The rule of statements that wait for half a minute.
  await page.getByRole('button', { name: /^\d alert/ }).click()
  await page
    .getByText(/^Waiting requests: \d$/)
    .first()
    .waitFor()
  await picture('alerts')
}
