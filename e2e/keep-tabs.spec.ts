import { Client } from 'pg'
import { beforeAll, expect, test } from 'vitest'
import type { PostgresServer } from '../main/testing/postgresServer.ts'
import { sharedPostgres, sharedWorkbench, type SharedWorkbench } from './support/shared.ts'
import { takePicture } from './support/takePicture.ts'

let postgres: PostgresServer
let opened: SharedWorkbench

beforeAll(async () => {
  postgres = await sharedPostgres()
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  await client.query(`
    create table customer (id int primary key, name text);
    create table rental (id int primary key, customer_id int references customer);
    insert into customer select n, 'Name ' || n from generate_series(1, 200) n`)
  await client.end()
  opened = await sharedWorkbench()
  await opened.workbench.addConnection(postgres.url, 'shop')
})

test('a table from the explorer has its rows before all, and the divider stays where it was put', async () => {
  const { page, workbench } = opened
  await workbench.open(/^shop/)
  await workbench.open(/^Tables/)
  await workbench.treeItem(/^customer\b/).dblclick()
  await workbench.untilStatus(/200 rows/)
  const rowsInSight = (): Promise<number> =>
    workbench.grid.locator('[role=row]').evaluateAll(
      (rows) =>
        rows.filter((row) => {
          const { top, height } = row.getBoundingClientRect()
          return height > 0 && top + height < innerHeight
        }).length,
    )
  await expect.poll(rowsInSight).toBeGreaterThan(18)
  await takePicture(page, 'rows-first')
  const separator = page.getByRole('separator', { name: 'Height of the results' })
  const usualPx = (await separator.boundingBox())!.y
  await separator.focus()
  for (let turn = 0; turn < 3; turn++) await page.keyboard.press('ArrowDown')
  const chosenPx = (await separator.boundingBox())!.y
  expect(chosenPx).toBeGreaterThan(usualPx)
  await workbench.newTab()
  await expect.poll(async () => (await separator.boundingBox())!.y).toBeGreaterThan(chosenPx)
  await workbench.treeItem(/^rental\b/).dblclick()
  await workbench.untilStatus(/0 rows/)
  await expect
    .poll(async () => Math.abs((await separator.boundingBox())!.y - chosenPx))
    .toBeLessThan(3)
})

test('diagrams come back when the window is loaded again, and what was cut is told', async () => {
  const { page, workbench } = opened
  await workbench.newTab()
  await workbench.chooseProfile('shop')
  await opened.workbench.command('Diagram')
  const diagram = page.getByRole('tab', { name: /^Diagram of/ })
  await diagram.waitFor()
  const drawn = page.getByRole('region', { name: 'Diagram', exact: true })
  await drawn.getByText('rental', { exact: true }).first().waitFor()
  await workbench.newTab()
  await workbench.chooseProfile('shop')
  await workbench.run('select pg_sleep(60)')
  await workbench.untilStatus(/Running/)
  // What is open is kept within a moment.
  await page.waitForTimeout(600)
  await page.reload()
  await workbench.ready()
  await diagram.waitFor()
  await page.getByText(/A statement was running when the page was loaded again/).waitFor()
  await takePicture(page, 'cut-by-reload')
  await diagram.click()
  await drawn.getByText('rental', { exact: true }).first().waitFor()
  await takePicture(page, 'diagram-again')
})
