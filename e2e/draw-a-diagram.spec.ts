import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Client } from 'pg'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { PostgresServer } from '../main/testing/postgresServer.ts'
import { axeViolations } from './support/axeViolations.ts'
import type { Complaints } from './support/browser.ts'
import { chooseOption } from './support/chooseOption.ts'
import type { Workbench } from './support/workbench.ts'
import { sharedPostgres, sharedWorkbench } from './support/shared.ts'

let postgres: PostgresServer
let dataDir: string
let page: Page
let complaints: Complaints
let workbench: Workbench

const SHOP = `
  create table customers (id integer primary key, name text not null, invited_by integer references customers);
  create table coupons (code text primary key, percent integer not null);
  create table orders (id integer primary key, customer_id integer not null references customers (id),
    coupon text references coupons (code), placed_at timestamp not null);
  create table products (id integer primary key, title text not null, price numeric(10, 2) not null);
  create table order_lines (order_id integer not null references orders (id),
    product_id integer not null references products (id), quantity integer not null,
    primary key (order_id, product_id));
  create table passports (customer_id integer primary key references customers (id), number text not null);
  create table settings (name text primary key, value text);`

/** 200 tables of eight columns, each naming one or two before it. */
const BIG = Array.from({ length: 200 }, (_, index) => {
  const number = String(index).padStart(3, '0')
  const references = [index >> 1, index >> 3]
    .filter((target, at, all) => target < index && all.indexOf(target) === at)
    .map((target, at) => `r${at} integer references big.item_${String(target).padStart(3, '0')}`)
  const columns = Array.from({ length: 6 }, (_column, at) => `value_${at} text`)
  return `create table big.item_${number} (id integer primary key, ${[...references, ...columns].join(', ')})`
}).join(';')

beforeAll(async () => {
  postgres = await sharedPostgres()
  ;({ page, complaints, workbench, dataDir } = await sharedWorkbench())
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  await client.query(`${SHOP}; create schema big; ${BIG}`)
  await client.end()
  const database = new Database(join(dataDir, 'shop.db'))
  database.exec(SHOP)
  database.close()
  await workbench.addConnection(postgres.url, 'shop')
  await workbench.addConnection(`sqlite:///${join(dataDir, 'shop.db')}`, 'file')
})

const diagram = () => page.getByRole('region', { name: 'Diagram', exact: true })
const table = (name: string) => diagram().getByRole('group', { name: new RegExp(`^${name}, `) })
const selected = () => diagram().locator('[data-table][aria-current=true]')
const choose = async (label: string, option: string | RegExp) => {
  await chooseOption(diagram().getByRole('combobox', { name: label }), option)
}

async function openFromMenu(item: RegExp): Promise<void> {
  await workbench.treeItem(item).first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Diagram' }).click()
  await diagram().waitFor()
}

const placeOf = (name: string) =>
  table(name).evaluate(
    (element) => element.closest<HTMLElement>('.react-flow__node')!.style.transform,
  )

async function dragBy(name: string, x: number, y: number): Promise<void> {
  const box = (await table(name).boundingBox())!
  await page.mouse.move(box.x + 30, box.y + 8)
  await page.mouse.down()
  await page.mouse.move(box.x + 30 + x / 2, box.y + 8 + y / 2, { steps: 4 })
  await page.mouse.move(box.x + 30 + x, box.y + 8 + y, { steps: 4 })
  await page.mouse.up()
}

/** Where one looks, as the browser writes it. */
const look = () =>
  diagram()
    .locator('.react-flow__viewport')
    .evaluate((element: HTMLElement) => element.style.transform)

/** Tables of which nothing is hidden: neither beyond the canvas nor under the overview. */
const wholeTables = () =>
  diagram().evaluate((element) => {
    const canvas = element.querySelector('.react-flow')!.getBoundingClientRect()
    const overview = element.querySelector('.react-flow__minimap')!.getBoundingClientRect()
    return [...element.querySelectorAll('[data-table]')].filter((each) => {
      const { left, right, top, bottom } = each.getBoundingClientRect()
      const isInside =
        left >= canvas.left && right <= canvas.right && top >= canvas.top && bottom <= canvas.bottom
      return isInside && (right <= overview.left || bottom <= overview.top)
    }).length
  })

/** How far the middle of a table is from the middle of the canvas, in pixels. */
const offMiddle = (name: string) =>
  table(name).evaluate((element) => {
    const at = element.getBoundingClientRect()
    const canvas = element.closest('.react-flow')!.getBoundingClientRect()
    return Math.hypot(
      (at.left + at.right - canvas.left - canvas.right) / 2,
      (at.top + at.bottom - canvas.top - canvas.bottom) / 2,
    )
  })

const picture = async (name: string) => {
  if (!process.env['PICTURES']) return
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForTimeout(300)
    await page.screenshot({ path: `${process.env['PICTURES']}/${name}-${colorScheme}.png` })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

const saved = async (format: 'As SVG' | 'As PNG'): Promise<Buffer> => {
  await diagram().getByRole('button', { name: 'Save' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: format }).click()
  return readFile(await (await download).path())
}

test('draws the tables of a schema, with what refers to what', async () => {
  await workbench.open(/^shop\b/)
  await openFromMenu(/^public\b|^Tables\b/)
  await table('order_lines').waitFor()
  expect(await table('orders').getAttribute('aria-label')).toBe(
    'orders, 4 columns. Refers to coupons, customers. Referred to by order_lines',
  )
  // A foreign key is one way with a sign at both ends: six of them.
  await expect.poll(() => diagram().locator('.react-flow__edge path').count()).toBe(6 * 3)
  const list = diagram().getByRole('list', { name: 'Tables and relations' })
  expect(await list.textContent()).toContain('product_id refers to products (id)')
  const signs = (name: string) => table(name).locator('svg').count()
  // Both columns of its key refer to others.
  expect(await signs('order_lines')).toBe(4)
  expect(await signs('orders')).toBe(3)
  await picture('diagram')
  expect(await axeViolations(page)).toEqual([])
  expect(complaints).toEqual([])
})

test('goes from table to table by keys, and opens one', async () => {
  await table('customers').focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => selected().count()).toBe(1)
  const first = await selected().getAttribute('aria-label')
  expect(first).not.toMatch(/^customers,/)
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe(first)

  await table('settings').dblclick()
  await workbench.untilStatus(/0 rows/)
  await page.getByRole('tab', { name: 'Diagram of public' }).click()
})

test('keeps the places of tables for the next time', async () => {
  const place = () => placeOf('settings')
  await table('settings').click()
  const before = await place()
  await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.press('Alt+ArrowRight')
  await expect.poll(place).not.toBe(before)
  const moved = await place()
  await page.getByRole('tab', { name: 'Diagram of public' }).focus()
  await page.keyboard.press('Delete')
  await diagram().waitFor({ state: 'hidden' })
  await openFromMenu(/^public\b|^Tables\b/)
  await table('settings').waitFor()
  expect(await place()).toBe(moved)
})

test('shows keys only, what is connected to a table, or chosen tables', async () => {
  await choose('Columns shown', 'Keys only')
  await expect.poll(() => table('order_lines').textContent()).not.toContain('quantity')
  await picture('diagram-keys')
  await choose('Columns shown', 'All columns')
  await table('order_lines').click()
  await choose('Tables shown', 'order_lines and 1 step around')
  await expect.poll(() => diagram().locator('[data-table]').count()).toBe(3)
  await picture('diagram-around')
  const before = await placeOf('order_lines')
  await dragBy('order_lines', 60, 80)
  await expect.poll(() => placeOf('order_lines')).not.toBe(before)
  const moved = await placeOf('order_lines')
  await diagram().getByRole('button', { name: 'Refresh' }).click()
  await page
    .getByRole('tab', { name: 'Query 1' })
    .or(page.getByRole('tab', { name: 'settings' }))
    .first()
    .click()
  await page.getByRole('tab', { name: 'Diagram of public' }).click()
  await table('order_lines').waitFor()
  expect(await placeOf('order_lines')).toBe(moved)
  await choose('Tables shown', 'All tables')
  await expect.poll(() => diagram().locator('[data-table]').count()).toBe(7)

  await diagram().getByRole('button', { name: 'Choose tables' }).click()
  const dialog = page.getByRole('dialog', { name: 'Tables of the diagram' })
  await dialog.getByRole('button', { name: 'None' }).click()
  await dialog.getByRole('checkbox', { name: 'customers' }).check()
  await dialog.getByRole('checkbox', { name: 'passports' }).check()
  await picture('diagram-choose')
  await dialog.getByRole('button', { name: 'Draw' }).click()
  await expect.poll(() => diagram().locator('[data-table]').count()).toBe(2)
})

test('saves the whole diagram as SVG and as PNG, in the colours of the theme', async () => {
  await page.getByRole('tab', { name: 'Diagram of public' }).focus()
  await page.keyboard.press('Delete')
  await openFromMenu(/^public\b|^Tables\b/)
  await table('orders').waitFor()
  const surface = { light: /fill="#fff(fff)?"/, dark: /fill="#212429"/ }
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForTimeout(200)
    const svg = (await saved('As SVG')).toString()
    expect(svg).toContain('>order_lines</text>')
    expect(svg).toMatch(surface[colorScheme])
    expect(svg).toContain('data:font/woff2;base64,')
    const png = await saved('As PNG')
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    const [, , , width, height] = /viewBox="(\S+) (\S+) (\S+) (\S+)"/.exec(svg)!.map(Number)
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([width! * 2, height! * 2])
    if (process.env['PICTURES']) {
      const { writeFile } = await import('node:fs/promises')
      await writeFile(`${process.env['PICTURES']}/saved-${colorScheme}.png`, png)
      await writeFile(`${process.env['PICTURES']}/saved-${colorScheme}.svg`, svg)
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
  expect(complaints).toEqual([])
})

test('stays usable with 200 tables', async () => {
  await openFromMenu(/^big\b/)
  const start = performance.now()
  await expect.poll(() => diagram().locator('[data-table]').count()).toBeGreaterThan(20)
  console.info(`200 tables drawn after ${Math.round(performance.now() - start)} ms`)
  expect(await wholeTables()).toBe(200)
  await picture('diagram-200')
  const search = diagram().getByRole('searchbox', { name: 'Search a table' })
  await search.fill('item_137')
  await expect.poll(() => selected().getAttribute('aria-label')).toMatch(/^item_137,/)
  await picture('diagram-200-found')
  // The place that it led to is there again after a look at another tab, and with other columns.
  const found = await look()
  await page.getByRole('tab', { name: 'Diagram of public' }).click()
  await table('order_lines').waitFor()
  await page.getByRole('tab', { name: 'Diagram of big' }).click()
  await table('item_137').waitFor()
  expect(await search.inputValue()).toBe('item_137')
  expect(await look()).toBe(found)
  await page.setViewportSize({ width: 1000, height: 800 })
  await expect.poll(look).not.toBe(found)
  expect(await offMiddle('item_137')).toBeLessThan(60)
  await page.setViewportSize({ width: 1280, height: 800 })
  await choose('Columns shown', 'All columns')
  await table('item_137').getByText('value_3').waitFor()
  expect(await offMiddle('item_137')).toBeLessThan(60)
  expect(await diagram().locator('[data-dim]').count()).toBeGreaterThan(0)
  await choose('Tables shown', /item_137 and 2 steps/)
  expect(await search.inputValue()).toBe('')
  await expect.poll(() => diagram().locator('[data-table]').count()).toBeLessThan(30)
  await picture('diagram-around')
  expect(await diagram().locator('[data-dim]').count()).toBe(0)
  const svg = (await (await choose('Tables shown', 'All tables'), saved('As SVG'))).toString()
  for (const name of ['item_000', 'item_199']) expect(svg).toContain(`>${name}</text>`)
  // What was chosen is kept with the tab.
  await choose('Tables shown', /item_137 and 1 step/)
  const count = await diagram().locator('[data-table]').count()
  // It is on disk a moment later.
  await page.waitForTimeout(1_000)
  await page.reload()
  await table('item_137').getByText('value_3').waitFor()
  expect(await diagram().locator('[data-table]').count()).toBe(count)
  expect(complaints).toEqual([])
})

test('draws a SQLite file, by the command', async () => {
  await workbench.newTab()
  await workbench.chooseProfile('file')
  await workbench.command('Diagram of the tables')
  await table('order_lines').waitFor()
  await expect.poll(() => diagram().locator('.react-flow__edge path').count()).toBe(6 * 3)
})
