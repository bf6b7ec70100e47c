import { readFile } from 'node:fs/promises'
import { Client } from 'pg'
import type { Locator } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { PostgresServer } from '../main/testing/postgresServer.ts'
import { axeViolations } from './support/axeViolations.ts'
import type { Complaints } from './support/browser.ts'
import { chooseOption } from './support/chooseOption.ts'
import type { Workbench } from './support/workbench.ts'
import { sharedPostgres, sharedWorkbench } from './support/shared.ts'
import { takePicture } from './support/takePicture.ts'

let postgres: PostgresServer
let complaints: Complaints
let workbench: Workbench
let points: Locator

beforeAll(async () => {
  postgres = await sharedPostgres()
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  await client.query(`
    create table readings as
      select timestamptz '2026-01-01' + i * interval '1 second' as at,
        (array['Oslo', 'Lima', 'Cairo'])[1 + i % 3] as city,
        case when i = 654321 then 999 else 20 + sin(i / 20000.0) end as celsius
      from generate_series(1, 1000000) i;
    create table totals as select 'customer ' || i as customer, i * 10010513897886::bigint as total
      from generate_series(1, 300) i`)
  await client.end()
  ;({ complaints, workbench } = await sharedWorkbench())
  await workbench.addConnection(postgres.url, 'weather')
  await workbench.newTab()
  await workbench.chooseProfile('weather')
  points = workbench.page.getByRole('status', { name: 'What is drawn' })
})

const says = (words: string | RegExp) => points.filter({ hasText: words }).waitFor()
const chart = () => workbench.page.locator('svg.recharts-surface').first()

async function choose(label: string, option: string): Promise<void> {
  await chooseOption(workbench.page.getByRole('combobox', { name: label }), option)
}

/** What stands beside the pointer in the midst of the chart. */
async function hovered(): Promise<string> {
  const box = (await chart().boundingBox())!
  await workbench.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  const hover = workbench.page.locator('.recharts-tooltip-wrapper')
  await expect.poll(() => hover.textContent()).not.toBe('')
  return (await hover.textContent()) ?? ''
}

test('a million rows of a number over time are a line that keeps its peak', async () => {
  await workbench.run('select at, celsius from readings')
  await workbench.untilStatus(/1,000,000 rows in/)
  await workbench.button('Chart').click()
  await says(/^[\d,]+ points of 1,000,000 rows, the least and the greatest of each stretch$/)
  await chart().waitFor()
  // The one value of 999 makes the axis reach that far.
  await chart().getByText('1,000', { exact: true }).waitFor()
  expect(await hovered()).toMatch(/^2026-01-\d\d \d\d:\d\d:\d\d\+00celsius\d+\.\d{6,}/)
})

test('a number by a text is bars of its sum over all rows, the largest where there are many', async () => {
  await workbench.run('select customer, total from totals')
  await workbench.untilStatus(/300 rows/)
  await says('the 60 largest of 300 groups')
  expect(await workbench.page.locator('.recharts-bar-rectangle').count()).toBe(60)
  // 64-bit sums are told to the last digit.
  expect(await hovered()).toMatch(/customer \d+sum total\d{16}$/)
})

test('the last label of a time axis is whole', async () => {
  await workbench.run(
    "select day::date, random() as n from generate_series(date '2025-01-01', date '2025-10-24', '1 day') day",
  )
  await workbench.untilStatus(/297 rows/)
  const last = chart().getByText('2025-10-23', { exact: true })
  await last.waitFor()
  const [label, whole] = [(await last.boundingBox())!, (await chart().boundingBox())!]
  expect(label.x + label.width).toBeLessThanOrEqual(whole.x + whole.width)
  await takePicture(workbench.page, 'time-axis')
})

test('few rows that begin with a key are bars by it', async () => {
  await workbench.run(
    'select 2014 + i % 12 as year, count(*) as n, sum(i) as total from generate_series(1, 500) i group by 1 order by 1',
  )
  await workbench.untilStatus(/12 rows/)
  await says('all 12 groups')
  await expect.poll(() => workbench.page.locator('.recharts-bar-rectangle').count()).toBe(12)
  await takePicture(workbench.page, 'bars-by-key')
})

test('the kind, the columns and what is worked out can be chosen, and are remembered', async () => {
  await workbench.run('select at, city, celsius from readings limit 3000')
  await workbench.untilStatus(/3,000 rows/)
  await says('all 3,000 groups')
  await workbench.page.getByRole('listitem').filter({ hasText: 'Cairo' }).waitFor()
  await workbench.button('Pie').click()
  await choose('Slices', 'city')
  await choose('Rows of one place', 'Count')
  await says('all 3 groups')
  await chart().getByText('Oslo 33 %').waitFor()
  await workbench.run('select at, city, celsius from readings limit 6000')
  await workbench.untilStatus(/6,000 rows/)
  await chart().getByText('Oslo 33 %').waitFor()
  expect(await axeViolations(workbench.page)).toEqual([])
})

test('they are kept with the tab: after a reload the rows are drawn so again, columns added to them', async () => {
  const { page } = workbench
  await page.waitForTimeout(500)
  await page.reload()
  await workbench.ready()
  await workbench.run(`select 1 as one, at, city, celsius from readings limit 6000`)
  await workbench.untilStatus(/6,000 rows/)
  await chart().getByText('Oslo 33 %').waitFor()
  await says('all 3 groups')
})

test('what is filtered is drawn, and nothing else', async () => {
  const search = workbench.page.getByRole('searchbox', { name: 'Filter rows' })
  await search.fill('Lima')
  await says('1 group')
  await search.fill('')
  await says('all 3 groups')
})

test('a chart is saved as SVG and as PNG', async () => {
  const { page } = workbench
  const saved = async (format: 'PNG' | 'SVG') => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      workbench.button(format).click(),
    ])
    expect(download.suggestedFilename()).toMatch(new RegExp(`\\.${format.toLowerCase()}$`))
    return readFile(await download.path())
  }
  const svg = (await saved('SVG')).toString()
  expect(svg).toMatch(/^<svg xmlns/)
  expect(svg).toContain('Oslo 33 %')
  // Colours of the theme are written out: a file has no style sheet.
  expect(svg).not.toContain('var(--')
  const png = await saved('PNG')
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect(png.readUInt32BE(16)).toBeGreaterThan(1_000)
})

test('the rows come back as they were', async () => {
  await workbench.button('Chart').click()
  await workbench.grid.waitFor()
  expect(complaints).toEqual([])
})
