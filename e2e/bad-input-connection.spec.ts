import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { PostgresServer } from '../main/testing/postgresServer.ts'
import type { Complaints } from './support/browser.ts'
import { ConnectionDialog } from './support/connectionDialog.ts'
import { startSilentServer, type SilentServer } from './support/silentServer.ts'
import { sharedPostgres, sharedWorkbench } from './support/shared.ts'
import type { Workbench } from './support/workbench.ts'

let postgres: PostgresServer
let silent: SilentServer
let page: Page
let complaints: Complaints
let workbench: Workbench

beforeAll(async () => {
  postgres = await sharedPostgres()
  silent = await startSilentServer()
  ;({ page, complaints, workbench } = await sharedWorkbench())
})

afterAll(() => silent?.[Symbol.asyncDispose]())

afterEach(() => expect(complaints).toEqual([]))

/** The address of the server with one part of it changed. */
function addressWith(change: (url: URL) => void): string {
  const url = new URL(postgres.url)
  change(url)
  return url.href
}

/** A port on which nothing listens: that of a server that has just ended. */
async function deadPort(): Promise<number> {
  await using server = await startSilentServer()
  return server.port
}

describe('a test of a connection says what is wrong and what to do', () => {
  const failureOf = async (url: string) => {
    const dialog = await ConnectionDialog.open(page)
    const failure = await dialog.failureOf(url)
    expect(failure).not.toContain(postgres.password)
    await dialog.discard(page)
    return failure
  }

  test('with the host', async () => {
    const url = addressWith((address) => (address.hostname = 'no-such-server.invalid'))
    expect(await failureOf(url)).toMatch(/no host named “no-such-server\.invalid”\. Check the host/)
  })

  test('with the port', async () => {
    const port = await deadPort()
    const failure = await failureOf(addressWith((address) => (address.port = String(port))))
    expect(failure).toContain(`Nothing answers at 127.0.0.1:${port}. Check the port`)
  })

  test('with the password', async () => {
    const failure = await failureOf(addressWith((address) => (address.password = 'not it')))
    expect(failure).toContain('does not let “postgres” in: password authentication failed')
    expect(failure).toContain('Check the user and the password.')
    expect(failure).not.toContain('not it')
  })

  test('with the database', async () => {
    const failure = await failureOf(addressWith((address) => (address.pathname = '/no-such')))
    expect(failure).toContain('There is no database “no-such”')
    expect(failure).toContain('Check its name')
  })

  test('with TLS, in the words of the form', async () => {
    const failure = await failureOf(addressWith((address) => (address.search = '?sslmode=require')))
    expect(failure).toContain('has no TLS')
    expect(failure).toContain('set to “Required, certificate not checked”')
    expect(failure).toContain('Set it to “If the server offers it”')
  })

  test('with a server that never answers, when the connect timeout of 3 s is over', async () => {
    const failure = await failureOf(addressWith((address) => (address.port = String(silent.port))))
    expect(failure).toContain(`127.0.0.1:${silent.port} accepted the connection`)
    expect(failure).toContain('within 3000 ms')
    expect(failure).toContain('Check that it is PostgreSQL, or raise the connect timeout.')
  })
})

test('a test of a connection can be cancelled, and the next one tells its own outcome', async () => {
  const dialog = await ConnectionDialog.open(page)
  await dialog.url.fill(addressWith((address) => (address.port = String(silent.port))))
  await dialog.button('Test connection').click()
  await dialog.button('Cancel test').click()
  await dialog.dialog.getByText('The test was cancelled.').waitFor()

  await dialog.url.fill(postgres.url)
  await dialog.button('Test connection').click()
  await dialog.dialog.getByText(/^Connected to PostgreSQL 18/).waitFor()
  await dialog.discard(page)
})

test('a saved connection with a wrong port fails its run with the reason, long before the acquire timeout', async () => {
  const port = await deadPort()
  await workbench.addConnection(
    addressWith((url) => (url.port = String(port))),
    'wrong port',
  )
  await workbench.newTab()
  await workbench.chooseProfile('wrong port')
  await workbench.run('select 1')
  // The acquire timeout is 30 s.
  await workbench.untilStatus(/^Failed after/, 15_000)
  await page.getByText(`Nothing answers at 127.0.0.1:${port}. Check the port`).first().waitFor()
})

test('once its port is put right, the same connection runs', async () => {
  const { port } = postgres
  await workbench.treeItem('wrong port').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit connection' })
  await dialog.getByRole('textbox', { name: 'Port' }).fill(String(port))
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await workbench.run('select 1')
  await workbench.untilStatus(/^1 row in/)
})

test('a broken URL names the part that is broken', async () => {
  const dialog = await ConnectionDialog.open(page)
  const problems: [url: string, problem: RegExp][] = [
    ['mysql://db/shop', /scheme “mysql”\. Supported are sqlite:.*postgres:/],
    ['db.example.com', /The URL has no scheme\. Supported are/],
    ['postgres:/db', /^The scheme of the URL is broken\..*“postgres:\/\/”/],
    ['postgres://a b/shop', /^The host of the URL is broken\./],
    ['postgres://[::1/shop', /^The host of the URL is broken\..*such as \[::1\]/],
    ['postgres://one,two/shop', /^The host of the URL is broken\..*give one/],
    ['postgres://db:99999/shop', /^The port of the URL is broken\..*1 to 65535, not 99999/],
    ['postgres://db:five/shop', /^The port of the URL is broken\..*1 to 65535/],
    [
      'postgres://me:50%@db/shop',
      /^The percent-encoding of the URL is broken\. The password .*%25/,
    ],
    ['postgres://me:a/b@db/shop', /^The percent-encoding of the URL is broken\..*“%2F”/],
    ['postgres://me:a#b@db/shop', /^The percent-encoding of the URL is broken\..*“%23”/],
    [
      'postgres://db/shop?sslmode=maybe',
      /^The parameter of the URL is broken\. “sslmode” has to be/,
    ],
    ['postgres://db/shop?colour=red', /^The parameter of the URL is broken\..*“colour”/],
    ['sqlite://db/shop.db', /“db” stands where a host would be.*sqlite:\/\/\/db\/shop\.db/],
    ['sqlite:///shop%zz.db', /broken %-escape.*%25/],
    ['sqlite:///shop.db?mode=maybe', /mode is “maybe”; it can be rw/],
  ]
  for (const [url, problem] of problems) expect(await dialog.problemOf(url)).toMatch(problem)

  await dialog.button('Save').click()
  expect(await dialog.url.getAttribute('aria-invalid')).toBe('true')
  await dialog.discard(page)
})
