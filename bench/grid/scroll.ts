/**
 * The grid in real Chromium over a million rows: time between frames while the wheel turns for ten
 * seconds, and from the key that goes to the last row until it is drawn. Beside it, as the least that
 * this Chromium can do without a graphics card: a page that holds a thousand such rows, already
 * laid out and never changed, moved by as much. Needs a build (`npm run build`).
 * `node bench/grid/scroll.ts [--json] [--small]`
 */
import type { Page } from 'playwright-core'
import { launchChromium, openPage } from '../../e2e/support/browser.ts'
import { startSluice, temporaryFolder } from '../../e2e/support/sluice.ts'
import { Workbench } from '../../e2e/support/workbench.ts'
import { isSmall, median, report } from '../report.ts'

const rowCount = isSmall ? 20_000 : 1_000_000
const wheelMs = isSmall ? 1_000 : 10_000
const JUMPS = isSmall ? 1 : 5
const FRAME_TARGET_MS = 20
const JUMP_TARGET_MS = 200

const NOTCH_PIXELS = 120
const STILL_ROWS = 1_000

const SQL = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${rowCount})
  select i, i * 7919 % 1000 as bucket, 'name ' || i as name, i / 7.0 as ratio, 'note ' || (i % 97) as note,
    i % 2 = 0 as even, i * 3 as three, date('2024-01-01', '+' || (i % 365) || ' days') as day,
    'x' || i as code, i % 11 as eleven
  from n`

/**
 * Milliseconds between frames while the page itself turns the wheel over an element, a notch a
 * frame, in ascending order.
 */
async function frameTimes(page: Page, selector: string): Promise<number[]> {
  const times = await page.evaluate(
    ({ element, lastsMs, notch }) =>
      new Promise<number[]>((resolve) => {
        const viewport = document.querySelector(element)!
        const between: number[] = []
        const startedAtMs = performance.now()
        let lastMs = startedAtMs
        const turn = (nowMs: number): void => {
          between.push(nowMs - lastMs)
          lastMs = nowMs
          const wheel = new WheelEvent('wheel', { deltaY: notch, bubbles: true, cancelable: true })
          // Where nobody takes it, a made event does not scroll.
          if (viewport.dispatchEvent(wheel)) viewport.scrollTop += notch
          const rest = viewport.scrollHeight - viewport.clientHeight - viewport.scrollTop
          if (rest < notch) viewport.scrollTop = 0
          if (nowMs - startedAtMs < lastsMs) requestAnimationFrame(turn)
          else resolve(between.slice(1))
        }
        requestAnimationFrame(turn)
      }),
    { element: selector, lastsMs: wheelMs, notch: NOTCH_PIXELS },
  )
  return times.toSorted((a, b) => a - b)
}

const p95 = (sorted: readonly number[]): number =>
  Math.round(sorted[Math.floor(sorted.length * 0.95)]! * 10) / 10

/** Rows of plain text, as high as the grid's and as many cells wide. */
function stillPage(): string {
  const rows = Array.from({ length: STILL_ROWS }, (_, row) => {
    const cells = Array.from(
      { length: 11 },
      (__, column) => `<span>name ${row * 7 + column}</span>`,
    )
    return `<div>${cells.join('')}</div>`
  })
  return `<style>
      body { margin: 0; font: 13px monospace }
      main { height: 500px; overflow: auto }
      div { display: flex; height: 23px; border-bottom: 1px solid #ddd }
      span { width: 100px; padding: 0 8px; border-right: 1px solid #ddd; box-sizing: border-box }
    </style><main>${rows.join('')}</main>`
}

await using folder = await temporaryFolder()
await using sluice = await startSluice({ dataDir: folder.path })
const browser = await launchChromium()
try {
  const { page } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.run(SQL)
  await workbench.untilStatus(/rows in/, 240_000)
  const cell = await workbench.gridCell(1, 'name')
  await cell.click()

  const wheelFrames = await frameTimes(page, '.ag-grid-viewport')

  const jumps: number[] = []
  for (let jump = 0; jump < JUMPS; jump++) {
    await cell.page().keyboard.press('Control+Home')
    await workbench.row(1).locator('[role=gridcell]').nth(1).filter({ hasText: '1' }).waitFor()
    const drawn = page.evaluate(
      (last) =>
        new Promise<number>((resolve, reject) => {
          setTimeout(() => reject(new Error('The last row was not drawn within 30 s.')), 30_000)
          let pressedAtMs = 0
          const isDrawn = (): boolean => {
            const row = document.querySelector(`[row-index="${last - 1}"]`)
            // The grid keeps the row that had the focus, out of sight.
            const top = row?.getBoundingClientRect().top ?? -1
            if (top < 0 || top > window.innerHeight) return false
            return [...(row?.querySelectorAll('.ag-cell') ?? [])].some(
              ({ textContent }) => textContent === `name ${last}`,
            )
          }
          const look = (): void => {
            if (isDrawn()) resolve(performance.now() - pressedAtMs)
            else requestAnimationFrame(look)
          }
          const onKey = (): void => {
            pressedAtMs = performance.now()
            requestAnimationFrame(look)
          }
          window.addEventListener('keydown', onKey, { once: true, capture: true })
        }),
      rowCount,
    )
    await page.keyboard.press('Control+ArrowDown')
    jumps.push(await drawn)
  }

  const { page: still } = await openPage(browser, 'about:blank')
  await still.setContent(stillPage())
  const stillFrames = await frameTimes(still, 'main')

  const wheel = {
    bench: 'grid/scroll',
    case: 'wheel, p95 frame',
    value: p95(wheelFrames),
    unit: 'ms',
  }
  report({ ...wheel, peer: 'target', peerValue: FRAME_TARGET_MS }, { isLessBetter: true })
  report(
    { ...wheel, peer: 'a page that never changes', peerValue: p95(stillFrames) },
    { isLessBetter: true },
  )
  report(
    {
      ...{ bench: 'grid/scroll', case: 'jump to the end', unit: 'ms', peer: 'target' },
      value: Math.round(median(jumps)),
      peerValue: JUMP_TARGET_MS,
    },
    { isLessBetter: true },
  )
} finally {
  await browser.close()
}
