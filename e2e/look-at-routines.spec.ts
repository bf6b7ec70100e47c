import { Client } from 'pg'
import { beforeAll, expect, test } from 'vitest'
import type { PostgresServer } from '../main/testing/postgresServer.ts'
import type { Complaints } from './support/browser.ts'
import type { Workbench } from './support/workbench.ts'
import { sharedPostgres, sharedWorkbench } from './support/shared.ts'

let postgres: PostgresServer
let complaints: Complaints
let workbench: Workbench

beforeAll(async () => {
  postgres = await sharedPostgres()
  await using client = await connected(postgres.url)
  await client.query(`
    create function add(a integer, b integer) returns integer language sql as 'select a + b';
    create function add(a text, b text) returns text language sql as 'select a || b';
    create procedure tidy() language sql as 'select 1'`)
  ;({ complaints, workbench } = await sharedWorkbench())
  await workbench.addConnection(postgres.url, 'shop')
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
