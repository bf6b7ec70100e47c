import { beforeAll, expect, test } from 'vitest'
import type { PostgresServer } from '../main/testing/postgresServer.ts'
import { axeViolations } from './support/axeViolations.ts'
import type { Complaints } from './support/browser.ts'
import type { Workbench } from './support/workbench.ts'
import { sharedPostgres, sharedWorkbench } from './support/shared.ts'

let postgres: PostgresServer
let complaints: Complaints
let workbench: Workbench

beforeAll(async () => {
  postgres = await sharedPostgres()
  ;({ complaints, workbench } = await sharedWorkbench())
  await workbench.addConnection(postgres.url, 'shop')
  await workbench.newTab()
  await workbench.chooseProfile('shop')
})

async function showMonitor() {
  await workbench.page.keyboard.press('ControlOrMeta+Shift+M')
  return workbench.showPool('shop')
}

test('runs of one statement with other values are counted together', async () => {
  await workbench.run(
    'select generate_series(1, 2); select generate_series(1, 5); select generate_series(1, 3)',
  )
  await workbench.untilStatus(/rows? in/)
  const page = await showMonitor()
  const statements = page.getByRole('region', { name: 'Statements', exact: true })
  const row = statements.getByRole('row', { name: /select generate_series\(\?…\)/ })
  await row.waitFor()
  const cells = await row.getByRole('cell').allTextContents()
  expect([cells[1], cells[5], cells[6]]).toEqual(['3', '10', '0'])
  await page.getByText('No run took as long as the threshold at the right.').waitFor()
})

test('a run over the threshold is kept, and opens in a tab', async () => {
  const { page } = workbench
  const slow = page.getByRole('region', { name: 'Slow statements' })
  const threshold = slow.getByRole('textbox', { name: 'Slow from' })
  await threshold.fill('150')
  await threshold.press('Enter')
  await page.getByRole('tab', { name: /Query/ }).first().click()
  await workbench.run("select pg_sleep(0.3), 'secret' as word")
  await workbench.untilStatus(/1 row in/)
  await showMonitor()
  const row = slow.getByRole('row', { name: /pg_sleep\(0\.3\)/ })
  await row.waitFor()
  expect(await slow.getByRole('row').count()).toBe(2)
  expect(await axeViolations(page)).toEqual([])
  await row.getByRole('button', { name: 'Open in a new tab' }).click()
  await expect.poll(() => workbench.editorText()).toContain('pg_sleep(0.3)')
  expect(complaints).toEqual([])
})

test('the figures can be forgotten', async () => {
  const page = await showMonitor()
  await page.getByRole('button', { name: 'Forget what ran on this pool' }).click()
  await page.getByText('Nothing has run on this pool yet.').waitFor()
})
