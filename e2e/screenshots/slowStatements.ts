import type { Scene } from './Scene.ts'

/** What a pool's statements took, and which of them were slow. */
export const slowStatements: Scene = async ({ page, workbench, postgresUrl, picture }) => {
  await workbench.addConnection(postgresUrl, 'orders')
  await workbench.newTab()
  await workbench.chooseProfile('orders')
  for (const sql of [
    'create table stock as select n as id, n % 7 as kind from generate_series(1, 20000) n',
    'select * from stock where kind = 3; select * from stock where kind = 5',
    'select kind, count(*) from stock group by kind order by kind',
    'select a.kind, count(*) from stock a join stock b on a.kind = b.kind where a.id < 900 group by 1',
    "select pg_sleep(1.2), 'a report that nobody indexed' as what",
  ]) {
    await workbench.run(sql)
    await workbench.untilStatus(/in \d/)
    await page.waitForTimeout(1500)
  }
  await page.keyboard.press('ControlOrMeta+Shift+M')
  await workbench.showPool('orders')
  const slow = page.getByRole('region', { name: 'Slow statements' })
  await slow.getByRole('row', { name: /pg_sleep/ }).waitFor()
  await slow.scrollIntoViewIfNeeded()
  await picture('slow-statements')
}
