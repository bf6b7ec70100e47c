import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres } from '../main/testing/postgresServer.ts'
import { launchChromium, openPage } from './support/browser.ts'
import { chooseOption } from './support/chooseOption.ts'
import { startSluice, temporaryFolder } from './support/sluice.ts'
import { Workbench } from './support/workbench.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser?.close())

const MOMENTS = `select timestamptz '2024-01-01 12:00:00+00' as seen, timestamp '2024-01-01 12:00:00' as plain`

test('times are shown in the zone that was chosen, also after the next start', async () => {
  await using folder = await temporaryFolder()
  const postgres = await startPostgres()
  const seenAt = async (workbench: Workbench) => {
    await workbench.newTab()
    await workbench.chooseProfile('Times')
    await workbench.run(MOMENTS)
    await workbench.untilStatus(/1 row in/)
    const texts = ['seen', 'plain'].map(async (column) =>
      (await workbench.gridCell(1, column)).textContent(),
    )
    return Promise.all(texts)
  }
  const zoneButton = (workbench: Workbench, zone: string) =>
    workbench.page.getByRole('contentinfo').getByRole('button', { name: zone })
  {
    await using sluice = await startSluice({ dataDir: folder.path })
    const { page, complaints } = await openPage(browser, sluice.url)
    const workbench = new Workbench(page)
    await workbench.ready()
    await workbench.addConnection(postgres.url, 'Times')
    expect(await seenAt(workbench)).toEqual(['2024-01-01 12:00:00+00', '2024-01-01 12:00:00'])
    await zoneButton(workbench, 'UTC').click()
    const dialog = page.getByRole('dialog', { name: 'Time zone shown' })
    await chooseOption(dialog.getByRole('combobox', { name: 'Show times in' }), 'Asia/Shanghai')
    await dialog.getByRole('button', { name: 'Apply' }).click()
    await zoneButton(workbench, 'Asia/Shanghai').waitFor()
    const cell = await workbench.gridCell(1, 'seen')
    await expect.poll(() => cell.textContent()).toBe('2024-01-01 20:00:00+08')
    await workbench.grid.getByRole('columnheader', { name: /^seen\b.*Asia\/Shanghai/ }).waitFor()
    expect(await seenAt(workbench)).toEqual(['2024-01-01 20:00:00+08', '2024-01-01 12:00:00'])
    expect(complaints).toEqual([])
  }
  await using sluice = await startSluice({ dataDir: folder.path })
  const { page } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  await zoneButton(workbench, 'Asia/Shanghai').waitFor()
  await postgres.stop()
}, 120_000)
