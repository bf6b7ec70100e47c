import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Client } from 'pg'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PostgresServer } from '../main/testing/postgresServer.ts'
import { startRedis, hasRedis, type RedisServer } from '../main/testing/redisServer.ts'
import { startTdsServer, type TdsServer } from '../main/testing/tds/startTdsServer.ts'
import { axeViolations } from './support/axeViolations.ts'
import type { Complaints } from './support/browser.ts'
import { sharedPostgres, sharedWorkbench } from './support/shared.ts'
import type { Workbench } from './support/workbench.ts'

const TABLES = `
  create table customers (id int primary key, country text);
  create table orders (id int primary key, customer_id int, status text, total numeric(10, 2));
`

let postgres: PostgresServer
let tds: TdsServer
let redis: RedisServer | null = null
let complaints: Complaints
let workbench: Workbench
let steps: Locator

beforeAll(async () => {
  const shared = await sharedWorkbench()
  ;({ complaints, workbench } = shared)
  postgres = await sharedPostgres()
  tds = await startTdsServer()
  redis = hasRedis() ? await startRedis() : null
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  // Workers that start late on a busy machine would make another step the slowest.
  await client.query('alter role current_user set max_parallel_workers_per_gather = 0')
  await client.query(`${TABLES}
    insert into customers select i, (array['NO', 'DE', 'US'])[1 + i % 3] from generate_series(1, 2000) i;
    insert into orders select i, 1 + i % 2000, case when i % 50 = 0 then 'open' else 'done' end, i
      from generate_series(1, 200000) i;
    create table skewed as select i % 100 as a, i % 100 as b from generate_series(1, 100000) i;
    analyze`)
  await client.end()
  const file = join(shared.dataDir, 'shop.db')
  const database = new Database(file)
  database.exec(TABLES)
  database.close()
  await workbench.addConnection(postgres.url, 'shop')
  await workbench.addConnection(tds.url, 'till')
  await workbench.addConnection(`sqlite://${file}`, 'file')
  if (redis) await workbench.addConnection(redis.url, 'cache')
  await workbench.newTab()
  steps = workbench.page.getByRole('treegrid', { name: 'Steps of the plan' })
})

afterAll(async () => {
  await redis?.stop()
  await tds?.stop()
})

const summary = () => workbench.page.getByRole('status', { name: 'Plan summary' })
const step = (name: string | RegExp) => steps.getByRole('row', { name }).first()

async function explain(profile: string, sql: string): Promise<void> {
  await workbench.chooseProfile(profile)
  await workbench.type(sql)
  await workbench.button('Explain').click()
  await steps.waitFor()
}

async function analyze(profile: string, sql: string): Promise<void> {
  await workbench.chooseProfile(profile)
  await workbench.type(sql)
  await workbench.button('More ways to explain').click()
  await workbench.page.getByRole('menuitem', { name: 'Explain analyze' }).click()
}

const JOIN = `select c.country, sum(o.total) from orders o join customers c on c.id = o.customer_id
  where o.status = 'open' group by c.country order by 2 desc`

test('EXPLAIN of PostgreSQL is a tree of steps with costs, and nothing is run', async () => {
  await explain('shop', JOIN)
  await summary().getByText('Estimated').waitFor()
  await step(/Hash Join/).waitFor()
  expect(await step(/Scan.*orders o/).getAttribute('aria-level')).not.toBe('1')
  await summary()
    .getByText(/Costliest: .*Scan orders o \(\d+ %\)/)
    .waitFor()
  expect(await steps.getByRole('img', { name: 'Costliest' }).count()).toBe(1)
})

test('EXPLAIN ANALYZE marks the slowest step, with its times, rows and what it threw away', async () => {
  await analyze('shop', JOIN)
  await summary().getByText('Measured').waitFor()
  await summary()
    .getByText(/executed in [\d.]+ ms/)
    .waitFor()
  const slowest = steps
    .getByRole('row')
    .filter({ has: workbench.page.getByRole('img', { name: 'Slowest' }) })
  expect(await slowest.count()).toBe(1)
  await slowest.getByText(/Scan/).waitFor()
  await steps
    .getByRole('img', { name: /rows were read and thrown away/ })
    .first()
    .waitFor()
  // The chosen step is the slowest from the start, and its details stand beside it.
  const detail = workbench.page.getByRole('complementary', { name: 'Details of the step' })
  await detail.getByText("(status = 'open'::text)").waitFor()
  await detail.getByText('Pages in memory').waitFor()
})

test('the keyboard goes through the tree, closes and opens it', async () => {
  const { keyboard } = workbench.page
  await steps.focus()
  await keyboard.press('Home')
  await expect
    .poll(() => steps.locator('[aria-selected=true]').getAttribute('aria-level'))
    .toBe('1')
  const count = await steps.getByRole('row').count()
  await keyboard.press('ArrowLeft')
  await expect.poll(() => steps.getByRole('row').count()).toBe(2)
  await keyboard.press('ArrowRight')
  await expect.poll(() => steps.getByRole('row').count()).toBe(count)
  await keyboard.press('ArrowDown')
  await expect
    .poll(() => steps.locator('[aria-selected=true]').getAttribute('aria-level'))
    .toBe('2')
  expect(await axeViolations(workbench.page)).toEqual([])
})

test('an estimate that was ten times off is marked with its factor', async () => {
  await analyze('shop', 'select * from skewed where a = 1 and b = 1')
  await summary().getByText('1 estimate off by 10× or more').waitFor()
  await steps.getByRole('img', { name: /\d+× more rows came/ }).waitFor()
})

const graph = () => workbench.page.getByRole('region', { name: 'Graph of the plan' })

test('a graph has the steps with their shares, lines as wide as their rows, and misestimates marked', async () => {
  await workbench.button('Graph').click()
  await graph()
    .getByRole('button', { name: /Scan \d+ % skewed [\d,]+ rows ↑ \d+×.*× more rows came/ })
    .waitFor()
  await analyze('shop', JOIN)
  const scan = graph().getByRole('button', { name: /Scan \d+ % orders o [\d,]+ rows.* Slowest/ })
  await scan.waitFor()
  // What stands out is in sight, large enough to be read.
  const [inside, box] = [(await graph().boundingBox())!, (await scan.boundingBox())!]
  expect(box.x >= inside.x && box.x + box.width <= inside.x + inside.width).toBe(true)
  expect(box.width).toBeGreaterThan(130)
  const widths = await graph()
    .locator('path[class*=flow]')
    .evaluateAll((paths) => paths.map((path) => Number(path.getAttribute('stroke-width'))))
  expect(Math.max(...widths)).toBeGreaterThan(Math.min(...widths) + 1)
  // Chosen, its details stand beside; the arrow leads to the step that takes its rows.
  await scan.click()
  const detail = workbench.page.getByRole('complementary', { name: 'Details of the step' })
  await detail.getByText("(status = 'open'::text)").waitFor()
  await workbench.page.keyboard.press('ArrowLeft')
  await expect.poll(() => scan.getAttribute('aria-pressed')).toBe('false')
  expect(await axeViolations(workbench.page)).toEqual([])
})

test('the graph is saved as SVG and as PNG', async () => {
  const { page } = workbench
  const saved = async (entry: string): Promise<Buffer> => {
    await graph().getByRole('button', { name: 'Save' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: entry }).click(),
    ])
    return readFile(await download.path())
  }
  const svg = (await saved('SVG')).toString()
  expect(svg).toMatch(/^<svg xmlns/)
  expect(svg).toContain('orders o')
  expect(svg).toMatch(/stroke-width="[\d.]+"/)
  expect(svg).not.toContain('var(--')
  const png = await saved('PNG')
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect(png.readUInt32BE(16)).toBeGreaterThan(1_000)
  await workbench.button('Tree').click()
})

test('the plan is there as the server gave it, to be copied', async () => {
  await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await workbench.page.mouse.move(0, 0)
  await workbench.button('JSON').click()
  await workbench.page.getByText('"Node Type"').first().waitFor()
  await workbench.button('Copy JSON').click()
  const copied = await workbench.page.evaluate(() => navigator.clipboard.readText())
  expect(JSON.parse(copied)).toHaveLength(1)
  await workbench.button('Tree').click()
})

test('measuring a change asks first, and the change is rolled back', async () => {
  await analyze('shop', "update customers set country = 'SE'")
  const question = workbench.page.getByRole('dialog', { name: 'Run this on “shop” to measure it?' })
  await question.getByText(/UPDATE without WHERE changes every row/).waitFor()
  await question.getByRole('button', { name: 'Run and roll back' }).click()
  await summary().getByText('changes rolled back').waitFor()
  await step(/Update/).waitFor()
  await workbench.run("select count(*) from customers where country = 'SE'")
  await workbench.untilStatus(/^1 row in /)
  await expect.poll(async () => (await workbench.gridCell(1, 'count')).textContent()).toBe('0')
})

test('the plan stays beside the results of a later run', async () => {
  await workbench.page.getByRole('tab', { name: 'Plan' }).click()
  await step(/Update/).waitFor()
  await workbench.page.getByRole('tab', { name: 'Result 1' }).click()
  await workbench.grid.waitFor()
})

test('SQL Server gives its plan as XML, measured and not', async () => {
  await explain('till', 'select name from sys.tables')
  await summary()
    .getByText(/Costliest: Clustered Index Scan orders o/)
    .waitFor()
  await analyze('till', 'select 1 as one')
  await summary().getByText('executed in 124 ms').waitFor()
  await summary()
    .getByText(/Slowest: Clustered Index Scan orders o · PK_orders \(69 %\)/)
    .waitFor()
  await steps
    .getByRole('img', { name: /33× more rows came/ })
    .first()
    .waitFor()
  await steps.getByRole('img', { name: /The server misses an index: CREATE INDEX/ }).waitFor()
})

test('SQL Server and SQLite have graphs as well', async () => {
  await workbench.button('Graph').click()
  await graph()
    .getByRole('button', { name: /Clustered Index Scan \d+ % orders o.*33× more rows came/ })
    .waitFor()
  await workbench.chooseProfile('file')
  await workbench.type('select * from orders o join customers c using (id) order by total')
  await workbench.button('Explain').click()
  await graph()
    .getByRole('button', { name: /SCAN o.*Likely slowest.*Every row of the table is read/ })
    .waitFor()
  await workbench.button('Tree').click()
})

test('SQLite tells which tables it reads as a whole', async () => {
  await explain('file', 'select * from orders o join customers c using (id) order by total')
  await summary()
    .getByText(/Likely slowest: SCAN o/)
    .waitFor()
  await step(/SEARCH c/).waitFor()
  await steps.getByText('Every row of the table is read.').waitFor()
  expect(await workbench.button('More ways to explain').count()).toBe(0)
})

test.runIf(hasRedis())('a database without plans has no button for them', async () => {
  await workbench.chooseProfile('cache')
  await expect.poll(() => workbench.button('Explain').count()).toBe(0)
})

test('a statement that cannot be planned says why', async () => {
  await workbench.chooseProfile('shop')
  await workbench.type('select * from nowhere')
  await workbench.page.keyboard.press('ControlOrMeta+Shift+E')
  await workbench.page.getByText('relation "nowhere" does not exist').first().waitFor()
  expect(complaints).toEqual([])
})
