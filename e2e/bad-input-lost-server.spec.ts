import { Client } from 'pg'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type PostgresServer } from '../main/testing/postgresServer.ts'
import { launchChromium, openPage, type Complaints } from './support/browser.ts'
import { startSluice, temporaryFolder } from './support/sluice.ts'
import { Workbench } from './support/workbench.ts'

let browser: Browser
let postgres: PostgresServer
let observer: Client

beforeAll(async () => {
  ;[browser, postgres] = await Promise.all([launchChromium(), startPostgres()])
  observer = new Client({ connectionString: postgres.url })
  await observer.connect()
})

afterAll(async () => {
  await browser?.close()
  await observer?.end()
  await postgres?.stop()
})

/** The sessions that run a statement with this text in it. */
async function sessionsRunning(text: string): Promise<number[]> {
  const { rows } = await observer.query<{ pid: number }>(
    `select pid from pg_stat_activity
      where state = 'active' and query like $1 and pid <> pg_backend_pid()`,
    [`%${text}%`],
  )
  return rows.map(({ pid }) => pid)
}

async function openWorkbench(url: string) {
  const { page, complaints } = await openPage(browser, url)
  const workbench = new Workbench(page)
  await workbench.ready()
  return { page, complaints, workbench }
}

/** Another page of the same browser; it is let in already. */
async function openAnother(context: BrowserContext, url: string) {
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(url)
  const workbench = new Workbench(page)
  await workbench.ready()
  return { page, workbench }
}

test('when the server ends a session in mid-stream, what came stays readable and is marked, and the next run works', async () => {
  await using folder = await temporaryFolder()
  await using sluice = await startSluice({ dataDir: folder.path })
  const { page, complaints, workbench } = await openWorkbench(sluice.url)
  await workbench.addConnection(postgres.url, 'orders')
  await workbench.newTab()
  await workbench.chooseProfile('orders')
  await workbench.run(`select g as number, repeat('x', 200) from generate_series(1, 100000) g
    union all select 0, pg_sleep(300)::text`)
  await workbench.untilStatus(/^[1-9]\d{2},\d{3} rows so far|^[1-9]\d,\d{3} rows so far/)

  const [pid] = await sessionsRunning('generate_series(1, 100000)')
  await observer.query('select pg_terminate_backend($1)', [pid])
  await workbench.untilStatus(/^Failed after/)
  // Why is told too, unless the connection was cut before those words had come.
  await page.getByText(/^The server ended the session: .*run it again\.$/).waitFor()

  await page.getByRole('tab', { name: 'Result 1' }).click()
  const status = await workbench.untilStatus(/^[\d,]+ rows, incomplete: failed after/)
  const rowCount = Number(/^[\d,]+/.exec(status)![0].replaceAll(',', ''))
  expect(rowCount).toBeGreaterThan(10_000)
  await (await workbench.gridCell(1, 'number')).click()
  await page.keyboard.press('Control+End')
  await workbench.row(rowCount).waitFor()
  await page.keyboard.press('Control+ArrowLeft')
  const last = await workbench.gridCell(rowCount, 'number')
  await expect.poll(() => last.textContent()).toBe(String(rowCount))

  await workbench.run('select 1 as one')
  await workbench.untilStatus(/^1 row in/)
  expect(complaints).toEqual([])
})

test('two windows of one server run side by side, and each hears of a connection that the other adds', async () => {
  await using folder = await temporaryFolder()
  await using sluice = await startSluice({ dataDir: folder.path })
  const first = await openWorkbench(sluice.url)
  const second = await openAnother(first.page.context(), new URL('/', sluice.url).href)
  await first.workbench.addConnection(postgres.url, 'orders')
  await second.workbench.treeItem('orders').waitFor()

  for (const { workbench } of [first, second]) {
    await workbench.newTab()
    await workbench.chooseProfile('orders')
  }
  await first.workbench.run(`select pg_sleep(300), 'first window'`)
  await expect.poll(() => sessionsRunning('first window')).toHaveLength(1)
  await second.workbench.run('select 2 as of_second')
  await second.workbench.untilStatus(/^1 row in/)
  await (await second.workbench.gridCell(1, 'of_second')).waitFor()

  await second.page.close()
  expect(await sessionsRunning('first window')).toHaveLength(1)
  await first.workbench.button('Cancel').click()
  await first.workbench.untilStatus(/^Cancelled after/)
  expect(first.complaints).toEqual([])
})

test('a page loaded anew in mid-run stops its statement, has its text back and runs on', async () => {
  await using folder = await temporaryFolder()
  await using sluice = await startSluice({ dataDir: folder.path })
  const { page, complaints, workbench } = await openWorkbench(sluice.url)
  await workbench.addConnection(postgres.url, 'orders')
  await workbench.newTab()
  await workbench.chooseProfile('orders')
  const sql = `select pg_sleep(300), 'before the reload'`
  await workbench.run(sql)
  await expect.poll(() => sessionsRunning('before the reload')).toHaveLength(1)

  await page.reload()
  await workbench.ready()
  await expect.poll(() => sessionsRunning('before the reload')).toEqual([])
  await expect.poll(() => workbench.editorText()).toBe(sql)
  await workbench.run('select 1 as one')
  await workbench.untilStatus(/^1 row in/)
  expect(complaints).toEqual([])
})

test('a page whose server ended says so, keeps what is typed, and goes on when the server is back', async () => {
  await using folder = await temporaryFolder()
  const before = await startSluice({ dataDir: folder.path })
  const { page, complaints, workbench } = await openWorkbench(before.url)
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.run('select * from sales order by id')
  await workbench.untilStatus(/^200,000 rows in/)
  await workbench.row(1).waitFor()

  await before.stop()
  const banner = page.getByRole('alert').filter({ hasText: 'lost its connection to Sluice' })
  await banner.waitFor()
  await page.getByText('connection to Sluice lost').waitFor()
  // What is here can still be read; what is not says that it cannot be had.
  expect(await (await workbench.gridCell(1, 'id')).textContent()).toBe('1')
  await workbench.type('select 42 as typed_meanwhile')

  const port = Number(new URL(before.url).port)
  await using after = await startSluice({ dataDir: folder.path, port })
  // The banner says to open the address that is printed: with it the browser is let in again.
  const shutOut = page.getByRole('alert').filter({ hasText: 'Sluice was started anew' })
  await shutOut.waitFor()
  const opened = await openAnother(page.context(), after.url)
  await banner.waitFor({ state: 'hidden' })
  await shutOut.waitFor({ state: 'hidden' })
  await opened.page.close()
  expect(await workbench.editorText()).toBe('select 42 as typed_meanwhile')
  await workbench.run('select 42 as typed_meanwhile')
  await workbench.untilStatus(/^1 row in/)
  await (await workbench.gridCell(1, 'typed_meanwhile')).waitFor()

  await page.reload()
  await workbench.ready()
  await expect.poll(() => workbench.editorText()).toBe('select 42 as typed_meanwhile')
  expect(complaints.filter(isNotOfTheSocket)).toEqual([])
})

test('rows of a result that went with the server are told as gone, not left blank', async () => {
  await using folder = await temporaryFolder()
  const before = await startSluice({ dataDir: folder.path })
  const { page, workbench } = await openWorkbench(before.url)
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.run('select * from sales order by id')
  await workbench.untilStatus(/^200,000 rows in/)
  await (await workbench.gridCell(1, 'id')).click()

  await before.stop()
  const port = Number(new URL(before.url).port)
  await using after = await startSluice({ dataDir: folder.path, port })
  const opened = await openAnother(page.context(), after.url)
  await page.getByText('lost its connection to Sluice').waitFor({ state: 'hidden' })
  await opened.page.close()
  await (await workbench.gridCell(1, 'id')).click()
  await page.keyboard.press('Control+End')
  await page.getByRole('alert').filter({ hasText: 'These rows could not be read.' }).waitFor()
  await page.getByText('This result was closed. Run the statement again.').waitFor()
})

/** The browser itself reports each attempt to reach a server that is away. */
/** The window asks why its socket is refused, and the browser complains of that as well. */
const isNotOfTheSocket = (complaint: Complaints[number]) =>
  !/WebSocket connection|Failed to load resource.*(ERR_CONNECTION_REFUSED|401)/.test(complaint)
