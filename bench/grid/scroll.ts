/**
 * The grid in real Chromium over a million rows: time between frames while the wheel turns for ten
 * seconds, and from the key that goes to the last row until it is drawn. Needs a build
 * (`npm run build`). `node bench/grid/scroll.ts [--json] [--small]`
 */
import { launchChromium, openPage } from '../../e2e/support/browser.ts'
import { startSluice, temporaryFolder } from '../../e2e/support/sluice.ts'
import { Workbench } from '../../e2e/support/workbench.ts'
import { isSmall, median, report } from '../report.ts'

const rowCount = isSmall ? 20_000 : 1_000_000
const wheelMs = isSmall ? 1_000 : 10_000
const JUMPS = isSmall ? 1 : 5
const FRAME_TARGET_MS = 20
const JUMP_TARGET_MS = 200

const SQL = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${rowCount})
  select i, i * 7919 % 1000 as bucket, 'name ' || i as name, i / 7.0 as ratio, 'note ' || (i % 97) as note,
    i % 2 = 0 as even, i * 3 as three, date('2024-01-01', '+' || (i % 365) || ' days') as day,
    'x' || i as code, i % 11 as eleven
  from n`

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

  /** Milliseconds between frames while the page itself turns the wheel, a notch a frame. */
  const frameTimes = await page.evaluate(
    (lastsMs) =>
      new Promise<number[]>((resolve) => {
        const viewport = document.querySelector('.ag-grid-viewport')!
        const times: number[] = []
        const startedAtMs = performance.now()
        let lastMs = startedAtMs
        const turn = (nowMs: number): void => {
          times.push(nowMs - lastMs)
          lastMs = nowMs
          const wheel = new WheelEvent('wheel', { deltaY: 120, bubbles: true, cancelable: true })
          // Where the grid leaves it to the browser, a made event does not scroll.
          if (viewport.dispatchEvent(wheel)) viewport.scrollTop += 120
          if (nowMs - startedAtMs < lastsMs) requestAnimationFrame(turn)
          else resolve(times.slice(1))
        }
        requestAnimationFrame(turn)
      }),
    wheelMs,
  )
  const sorted = frameTimes.toSorted((a, b) => a - b)
  const p95 = sorted[Math.floor(sorted.length * 0.95)]!

  const jumps: number[] = []
  for (let jump = 0; jump < JUMPS; jump++) {
    await cell.page().keyboard.press('Control+Home')
    await workbench.row(1).locator('[role=gridcell]').nth(1).filter({ hasText: '1' }).waitFor()
    const drawn = page.evaluate(
      (last) =>
        new Promise<number>((resolve) => {
          let pressedAtMs = 0
          const isDrawn = (): boolean => {
            const row = document.querySelector(`[row-index="${last - 1}"]`)
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

  const target = { bench: 'grid/scroll', unit: 'ms', peer: 'target' }
  report(
    {
      ...target,
      case: 'wheel, p95 frame',
      value: Math.round(p95 * 10) / 10,
      peerValue: FRAME_TARGET_MS,
    },
    { isLessBetter: true },
  )
  report(
    {
      ...target,
      case: 'jump to the end',
      value: Math.round(median(jumps)),
      peerValue: JUMP_TARGET_MS,
    },
    { isLessBetter: true },
  )
} finally {
  await browser.close()
}
