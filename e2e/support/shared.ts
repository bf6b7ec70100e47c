import { Client } from 'pg'
import type { Browser, Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { startPostgres, type PostgresServer } from '../../main/testing/postgresServer.ts'
import { type Complaints, launchChromium, openPage } from './browser.ts'
import { type Sluice, startSluice, temporaryFolder } from './sluice.ts'
import { Workbench } from './workbench.ts'

/** What the tests of a file share ends after the last of them, the latest begun first. */
const endings: (() => PromiseLike<unknown>)[] = []

afterAll(async () => {
  const errors: unknown[] = []
  for (const end of endings.splice(0).toReversed())
    try {
      await end()
    } catch (error) {
      // The others must not go on running for that.
      errors.push(error)
    }
  if (errors.length > 0) throw errors[0]
})

/** A workbench on a fresh data folder, in a browser of its own. */
export type SharedWorkbench = {
  readonly browser: Browser
  readonly page: Page
  readonly workbench: Workbench
  readonly complaints: Complaints
  readonly sluice: Sluice
  readonly dataDir: string
}

/** `chromium`: how its browser is started. */
export async function sharedWorkbench(
  chromium: Parameters<typeof launchChromium>[0] = {},
): Promise<SharedWorkbench> {
  const folder = await temporaryFolder()
  endings.push(() => folder[Symbol.asyncDispose]())
  const starting = startSluice({ dataDir: folder.path })
  endings.push(async () => (await starting).stop())
  const launching = launchChromium(chromium)
  endings.push(async () => (await launching).close())
  const [browser, sluice] = await Promise.all([launching, starting])
  const { page, complaints } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  return { browser, page, workbench, complaints, sluice, dataDir: folder.path }
}

export async function sharedPostgres(): Promise<PostgresServer> {
  const postgres = await startPostgres()
  endings.push(() => postgres.stop())
  return postgres
}

/** A session beside those of the program. */
export async function sharedClient(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString })
  await client.connect()
  endings.push(() => client.end())
  return client
}
