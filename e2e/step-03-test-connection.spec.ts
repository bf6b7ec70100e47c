import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type PostgresServer } from '../main/testing/postgresServer.ts'
import { serveTls } from '../main/testing/serveTls.ts'
import { launchChromium, openPage, type Complaints } from './support/browser.ts'
import { ConnectionDialog } from './support/connectionDialog.ts'
import { startSilentServer } from './support/silentServer.ts'
import { startSluice, temporaryFolder, type Sluice } from './support/sluice.ts'
import { Workbench } from './support/workbench.ts'

/** Within this time a test has to tell its outcome. */
const PATIENCE_MS = 10_000

let browser: Browser
let postgres: PostgresServer
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let sluice: Sluice
let page: Page
let complaints: Complaints

beforeAll(async () => {
  folder = await temporaryFolder()
  ;[browser, postgres, sluice] = await Promise.all([
    launchChromium(),
    startPostgres({ isOwn: true }),
    startSluice({ dataDir: folder.path }),
  ])
  await serveTls(postgres.url)
  ;({ page, complaints } = await openPage(browser, sluice.url))
  await new Workbench(page).ready()
})

afterAll(async () => {
  await browser?.close()
  await sluice?.stop()
  await postgres?.stop()
  await folder?.[Symbol.asyncDispose]()
})

function addressWith(change: (url: URL) => void): string {
  const url = new URL(postgres.url)
  change(url)
  return url.href
}

async function failureOf(url: string): Promise<string> {
  const dialog = await ConnectionDialog.open(page)
  const startedAt = performance.now()
  const failure = await dialog.failureOf(url)
  expect(performance.now() - startedAt).toBeLessThan(PATIENCE_MS)
  await dialog.discard(page)
  return failure
}

test('a wrong port, a wrong password and a self-signed certificate are three plain messages, each with the fix', async () => {
  const { port } = await startSilentServer().then(async (server) => {
    await server[Symbol.asyncDispose]()
    return server
  })
  const wrongPort = await failureOf(addressWith((url) => (url.port = String(port))))
  expect(wrongPort).toContain(`Nothing answers at 127.0.0.1:${port}. Check the port`)

  const wrongPassword = await failureOf(addressWith((url) => (url.password = 'not it')))
  expect(wrongPassword).toContain('does not let “postgres” in: password authentication failed')
  expect(wrongPassword).toContain('Check the user and the password.')

  const selfSigned = await failureOf(
    addressWith((url) => {
      url.hostname = 'localhost'
      url.search = '?sslmode=verify-full'
    }),
  )
  expect(selfSigned).toContain(`The certificate of localhost:${postgres.port} is self-signed.`)
  expect(selfSigned).toContain('Give it as CA certificate, or choose not to check it.')
  expect(complaints).toEqual([])
})

test('a good one shows the server’s version and its latency', async () => {
  const dialog = await ConnectionDialog.open(page)
  await dialog.url.fill(postgres.url)
  await dialog.button('Test connection').click()
  const done = dialog.dialog.getByText(/^Connected to PostgreSQL 18/)
  await done.waitFor()
  expect(await done.innerText()).toMatch(/PostgreSQL 18(\.\d+)?.* answers within [\d.]+ ms/)
  await dialog.discard(page)
  expect(complaints).toEqual([])
})
