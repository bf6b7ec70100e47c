/**
 * From Ctrl+Space to the completion popup on screen, in real Chromium on a database of 20,000 tables:
 * for tables behind FROM, and for the columns of an alias. Needs a build (`npm run build`).
 * `node bench/ui/completion.ts [--json] [--small]`
 */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Page } from 'playwright-core'
import { launchChromium, openPage } from '../../e2e/support/browser.ts'
import { startSluice, temporaryFolder } from '../../e2e/support/sluice.ts'
import { Workbench } from '../../e2e/support/workbench.ts'
import { isSmall, median, report } from '../report.ts'

const TABLES = isSmall ? 200 : 20_000
const ROUNDS = isSmall ? 2 : 15
const TARGET_MS = 100

const CASES = {
  'a table by a letter': 'select * from c',
  'a table by its end': 'select * from mer_9',
  'columns of an alias': `select c. from customer_${TABLES - 1} c`,
}

function makeTables(file: string): void {
  const database = new Database(file)
  database.transaction(() => {
    for (let number = 0; number < TABLES; number++)
      database.exec(
        `create table customer_${number} (id integer primary key, name text, email text, region text)`,
      )
  })()
  database.close()
}

/**
 * Milliseconds from the press of the keys until a frame with a row of the popup is drawn. Monaco calls the
 * popup `visible`, which is when it takes the mouse, only 100 ms after it has drawn it.
 */
async function popupMs(page: Page): Promise<number> {
  await page.evaluate(() => {
    const shown = new Promise<number>((resolve, reject) => {
      setTimeout(() => reject(new Error('No popup within 30 s.')), 30_000)
      let pressedAtMs = 0
      const look = (): void => {
        const row = document.querySelector('.suggest-widget .monaco-list-row')
        const isShown = row?.checkVisibility({ visibilityProperty: true, opacityProperty: true })
        if (!isShown) return void requestAnimationFrame(look)
        const { port1, port2 } = new MessageChannel()
        port1.addEventListener('message', () => resolve(performance.now() - pressedAtMs))
        port1.start()
        port2.postMessage(null)
      }
      const onKey = ({ key }: KeyboardEvent): void => {
        if (key !== ' ') return
        window.removeEventListener('keydown', onKey, { capture: true })
        pressedAtMs = performance.now()
        requestAnimationFrame(look)
      }
      window.addEventListener('keydown', onKey, { capture: true })
    })
    Object.assign(globalThis, { shown })
  })
  await page.keyboard.press('Control+Space')
  const elapsedMs = await page.evaluate(
    () => (globalThis as unknown as { shown: Promise<number> }).shown,
  )
  await page.locator('.suggest-widget.visible').waitFor()
  await page.keyboard.press('Escape')
  await page.locator('.suggest-widget.visible').waitFor({ state: 'hidden' })
  return elapsedMs
}

/** The first popup asks the server for all names, and does not wait for long. */
async function untilNamesAreKnown(page: Page): Promise<void> {
  const row = page.locator('.suggest-widget.visible .monaco-list-row').first()
  for (let attempt = 1; ; attempt++) {
    await page.keyboard.press('Control+Space')
    try {
      await row.waitFor({ timeout: 2_000 })
      break
    } catch (error) {
      if (attempt === 20) throw error
      await page.keyboard.press('Escape')
    }
  }
  await page.keyboard.press('Escape')
  await page.locator('.suggest-widget.visible').waitFor({ state: 'hidden' })
}

await using folder = await temporaryFolder()
const file = join(folder.path, 'tables.db')
makeTables(file)
await using sluice = await startSluice({ dataDir: join(folder.path, 'data') })
const browser = await launchChromium()
try {
  const { page } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  await workbench.addConnection(`sqlite://${file}`, 'tables')
  await workbench.newTab()
  await workbench.chooseProfile('tables')
  for (const [name, sql] of Object.entries(CASES)) {
    await workbench.type(sql)
    await page.keyboard.press('Escape')
    const dot = sql.indexOf('. ')
    if (dot > 0) {
      await page.keyboard.press('Home')
      for (let at = 0; at <= dot; at++) await page.keyboard.press('ArrowRight')
    }
    await page.keyboard.press('Escape')
    await untilNamesAreKnown(page)
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) times.push(await popupMs(page))
    const figure = { bench: 'ui/completion', unit: 'ms', peer: 'target', peerValue: TARGET_MS }
    const slowest = Math.max(...times)
    report(
      { ...figure, case: `${name}, median`, value: Math.round(median(times)) },
      { isLessBetter: true },
    )
    report(
      { ...figure, case: `${name}, slowest of ${ROUNDS}`, value: Math.round(slowest) },
      { isLessBetter: true },
    )
  }
} finally {
  await browser.close()
}
