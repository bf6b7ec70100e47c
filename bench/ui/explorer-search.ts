/**
 * The explorer in real Chromium over a PostgreSQL with 20,000 tables: from the click that opens a
 * connection until its tree is there, from the first letter of a search until matches are shown, and
 * each further letter until the tree stands still. Needs a build (`npm run build`).
 * `node bench/ui/explorer-search.ts [--json] [--small]`
 */
import type { Locator, Page } from 'playwright-core'
import { Client } from 'pg'
import { launchChromium, openPage } from '../../e2e/support/browser.ts'
import { startSluice, temporaryFolder } from '../../e2e/support/sluice.ts'
import { Workbench } from '../../e2e/support/workbench.ts'
import { startPostgres } from '../../main/testing/postgresServer.ts'
import { isSmall, median, report } from '../report.ts'

const TABLES = isSmall ? 500 : 20_000
const TREE_TARGET_MS = 1_000
const KEY_TARGET_MS = 100
/** A tree that has not changed for so long stands still. */
const STILL_MS = 250
const SEARCHES = ['order', 'cust', 'note 1', 'zzz']

async function createTables(url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const subjects = ['orders', 'customers', 'invoices', 'stock', 'shipments', 'prices', 'reviews']
  for (let first = 0; first < TABLES; first += 500) {
    const statements = Array.from({ length: Math.min(500, TABLES - first) }, (_, index) => {
      const number = first + index
      const subject = subjects[number % subjects.length]!
      return `create table ${subject}_${number} (id int, customer_id int, note_${number % 97} text, amount numeric, sold_at timestamptz)`
    })
    await client.query(statements.join(';'))
  }
  await client.end()
}

/** Milliseconds from the typing of a letter until the tree was changed for the last time and drawn. */
async function typedMs(page: Page, search: Locator, letter: string): Promise<number> {
  await page.evaluate((stillMs) => {
    const still = new Promise<number>((resolve) => {
      const tree = document.querySelector('[role=tree]')!
      let beganAtMs = 0
      let changedAtMs = 0
      const noteDrawn = (): void => {
        requestAnimationFrame(() =>
          setTimeout(() => {
            changedAtMs = performance.now()
          }),
        )
      }
      const observer = new MutationObserver(noteDrawn)
      observer.observe(tree, { subtree: true, childList: true, characterData: true })
      const look = (): void => {
        const since = performance.now() - Math.max(changedAtMs, beganAtMs)
        if (since < stillMs) return void setTimeout(look, 20)
        observer.disconnect()
        resolve(Math.max(0, changedAtMs - beganAtMs))
      }
      window.addEventListener(
        'input',
        () => {
          beganAtMs = performance.now()
          setTimeout(look, 20)
        },
        { once: true, capture: true },
      )
    })
    Object.assign(globalThis, { still })
  }, STILL_MS)
  await search.pressSequentially(letter)
  return page.evaluate(() => (globalThis as unknown as { still: Promise<number> }).still)
}

const postgres = await startPostgres({ isOwn: true })
await createTables(postgres.url)
await using folder = await temporaryFolder()
await using sluice = await startSluice({ dataDir: folder.path })
const browser = await launchChromium()
try {
  const { page } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  await workbench.addConnection(postgres.url, 'many')

  const openedAtMs = performance.now()
  await workbench.open('many')
  await workbench.treeItem(/^Tables/).waitFor()
  const treeMs = performance.now() - openedAtMs

  const search = page.getByRole('searchbox', { name: 'Search tables' })
  const searchedAtMs = performance.now()
  await search.pressSequentially('o')
  await workbench.treeItem(/^orders_0\b/).waitFor()
  const firstMs = performance.now() - searchedAtMs

  const keys: number[] = []
  for (const text of SEARCHES) {
    await search.fill('')
    await page.waitForTimeout(STILL_MS * 2)
    for (const letter of text) keys.push(await typedMs(page, search, letter))
  }
  keys.sort((a, b) => a - b)
  const figure = { bench: 'ui/explorer-search', unit: 'ms', peer: 'target' }
  const rounded = (ms: number) => Math.round(ms * 10) / 10
  const isLessBetter = true
  report(
    {
      ...figure,
      case: `tree of ${TABLES} tables`,
      value: rounded(treeMs),
      peerValue: TREE_TARGET_MS,
    },
    { isLessBetter },
  )
  report(
    { ...figure, case: 'first search', value: rounded(firstMs), peerValue: TREE_TARGET_MS },
    { isLessBetter },
  )
  report(
    {
      ...figure,
      case: 'a keystroke, median',
      value: rounded(median(keys)),
      peerValue: KEY_TARGET_MS,
    },
    { isLessBetter },
  )
  report(
    {
      ...figure,
      case: 'a keystroke, slowest',
      value: rounded(keys.at(-1)!),
      peerValue: KEY_TARGET_MS,
    },
    { isLessBetter },
  )
} finally {
  await browser.close()
  await postgres.stop()
}
