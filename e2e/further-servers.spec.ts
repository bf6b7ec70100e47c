import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PostgresCluster } from '../main/testing/PostgresCluster.ts'
import { launchChromium, openPage } from './support/browser.ts'
import { chooseOption } from './support/chooseOption.ts'
import { startSluice, temporaryFolder } from './support/sluice.ts'
import { takePicture } from './support/takePicture.ts'
import { until } from './support/until.ts'
import { Workbench } from './support/workbench.ts'

let browser: Browser
let primary: PostgresCluster
let standby: PostgresCluster

beforeAll(async () => {
  ;[browser, primary] = await Promise.all([launchChromium(), PostgresCluster.create()])
  standby = await primary.copyAsStandby()
})

afterAll(async () => {
  await browser?.close()
  await Promise.all([primary?.remove(), standby?.remove()])
})

const PORT = "select current_setting('port') as port"

test('a standby named in the dialog takes the reads when the primary is away, and writes are refused', async () => {
  await using folder = await temporaryFolder()
  await using sluice = await startSluice({ dataDir: folder.path })
  const { page, complaints } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()

  await workbench.button('New connection').first().click()
  const dialog = page.getByRole('dialog', { name: 'New connection' })
  await dialog.getByRole('textbox', { name: 'Connection URL' }).fill(primary.url)
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('orders')
  await dialog.getByText('Servers', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Add server' }).click()
  const server = dialog.getByRole('group', { name: 'server 1' })
  await server.getByRole('textbox', { name: 'Port' }).fill(String(standby.port))
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'hidden' })

  await workbench.newTab()
  await workbench.chooseProfile('orders')
  const portShown = async () => {
    await workbench.run(PORT)
    await workbench.untilStatus(/1 row in/)
    return (await workbench.gridCell(1, 'port')).innerText()
  }
  await until('the primary', portShown, (port) => port === String(primary.port))

  await page.getByRole('button', { name: 'Pool monitor' }).click()
  await page.getByRole('button', { name: 'Alerts', exact: true }).click()
  const rules = page.getByRole('region', { name: 'Rules' })
  await rules.getByRole('button', { name: 'New rule…' }).click()
  const ruleDialog = page.getByRole('dialog', { name: 'Alert rule' })
  const choose = async (label: string, option: string) => {
    await chooseOption(ruleDialog.getByRole('combobox', { name: label }), option)
  }
  await choose('Pool', 'orders · server 1')
  await choose('Figure', 'Queries per second')
  await ruleDialog.getByRole('textbox', { name: 'Threshold' }).fill('0')
  await ruleDialog.getByRole('textbox', { name: 'Cleared at' }).fill('0')
  await ruleDialog.getByRole('textbox', { name: 'For at least' }).fill('0')
  await takePicture(page, 'rule-of-standby')
  await ruleDialog.getByRole('button', { name: 'Save rule' }).click()
  await rules.getByText('orders · server 1').waitFor()
  await takePicture(page, 'rules-with-standby')
  await workbench.newTab()
  await workbench.chooseProfile('orders')

  await primary.stop('immediate')
  await until('the standby', portShown, (port) => port === String(standby.port))
  await page.getByRole('button', { name: /^Pool monitor, \d alert/ }).waitFor()
  await workbench.run('create table a (b int)')
  await page
    .getByText(/“orders” can only be read/)
    .first()
    .waitFor()
  expect(complaints).toEqual([])
})

test('a configuration with a mistake is told of, and what was before it holds', async () => {
  await using folder = await temporaryFolder()
  await using sluice = await startSluice({ dataDir: folder.path })
  const { page, complaints } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  const write = (pool: object) =>
    writeFile(
      join(folder.path, 'sluice.config.json'),
      JSON.stringify({ profiles: [{ name: 'configured', url: standby.url, pool }] }),
    )

  await write({ max: 3 })
  await workbench.treeItem('configured').waitFor()
  await write({ min: 4, max: 3 })
  await page.getByText(/min is 4, above max 3/).waitFor()
  expect(await workbench.treeItem('configured').count()).toBe(1)
  expect(complaints).toEqual([])
})
