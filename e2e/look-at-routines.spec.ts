import type { Browser, Page } from 'playwright-core'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type PostgresServer } from '../main/testing/postgresServer.ts'
import { launchChromium, openPage, type Complaints } from './support/browser.ts'
import { startSluice, temporaryFolder, type Sluice } from './support/sluice.ts'
import { Workbench } from './support/workbench.ts'

let browser: Browser
let postgres: PostgresServer
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let sluice: Sluice
let page: Page
let complaints: Complaints
let workbench: Workbench

beforeAll(async () => {
  folder = await temporaryFolder()
  ;[browser, postgres, sluice] = await Promise.all([
    launchChromium(),
    startPostgres(),
    startSluice({ dataDir: folder.path }),
  ])
  await using client = await connected(postgres.url)
  await client.query(`
    create function add(a integer, b integer) returns integer language sql as 'select a + b';
    create function add(a text, b text) returns text language sql as 'select a || b';
    create procedure tidy() language sql as 'select 1'`)
  ;({ page, complaints } = await openPage(browser, sluice.url))
  workbench = new Workbench(page)
  await workbench.ready()
  await workbench.addConnection(postgres.url, 'shop')
})

afterAll(async () => {
  await browser?.close()
  await sluice?.stop()
  await postgres?.stop()
  await folder?.[Symbol.asyncDispose]()
})

async function connected(url: string): Promise<Client & AsyncDisposable> {
  const client = new Client({ connectionString: url })
  await client.connect()
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() })
}

test('functions and procedures are listed with their arguments, and show what makes them', async () => {
  await workbench.treeItem(/^shop\b/).click()
  await workbench.treeItem(/^Functions and procedures/).click()
  await workbench.treeItem(/^tidy\b/).waitFor()
  const both = workbench.treeItem(/^add\b/)
  expect(await both.allTextContents()).toEqual(['add(a integer, b integer)', 'add(a text, b text)'])

  await both.nth(1).dblclick()
  await expect.poll(() => workbench.editorText()).toMatch(/FUNCTION public\.add\(a text, b text\)/)
  expect(complaints).toEqual([])
})
