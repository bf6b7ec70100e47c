import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, openPage } from './support/browser.ts'
import { parseCsv } from './support/parseCsv.ts'
import { startSluice, temporaryFolder } from './support/sluice.ts'
import { Workbench } from './support/workbench.ts'

// Blobs are left out: the shell writes their bytes raw, which no CSV reader takes back.
const SALES = `select id, sold_at, barge_id, book_id, reader_id, quantity, unit_price, discount, total,
  paid_with, air_celsius, note, wrapping from sales order by id`

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser?.close())

test('200,000 rows exported to CSV equal what the sqlite3 shell writes, digit for digit', async () => {
  await using folder = await temporaryFolder()
  const sluice = await startSluice({ dataDir: folder.path })
  const { page, complaints } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.run(SALES)
  await workbench.untilStatus(/200,000 rows in /)

  const downloaded = page.waitForEvent('download')
  await workbench.button('Export').click()
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await dialog.getByRole('button', { name: 'Export' }).click()
  const download = await downloaded
  const path = join(folder.path, 'sales.csv')
  await download.saveAs(path)
  await dialog
    .getByText(/200,000 rows/)
    .first()
    .waitFor()

  const sample = join(
    folder.path,
    (await readdir(folder.path)).find((name) => name.includes('sample'))!,
  )
  const shell = await promisify(execFile)('sqlite3', ['-csv', '-header', sample, SALES], {
    maxBuffer: 1 << 28,
  })
  const ours = parseCsv(await readFile(path, 'utf8'))
  const theirs = parseCsv(shell.stdout)
  expect(ours.length).toBe(200_001)
  // Row by row, since a difference of two such arrays would take minutes to print.
  for (let row = 0; row < theirs.length; row++) expect(ours[row]).toEqual(theirs[row])
  expect(ours.length).toBe(theirs.length)

  expect(complaints).toEqual([])
  await sluice.stop()
}, 120_000)
