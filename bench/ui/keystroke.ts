/**
 * How long a keystroke in a script of 5,000 lines keeps the window's thread busy, in real Chromium: its
 * events until they are handled, and the frame that draws it, styles and layout among it. The wait for
 * the next frame in between, up to 17 ms, is the screen's. Needs a build (`npm run build`).
 * `node bench/ui/keystroke.ts [--json] [--small]`
 */
import { launchChromium, openPage } from '../../e2e/support/browser.ts'
import { startSluice, temporaryFolder } from '../../e2e/support/sluice.ts'
import { Workbench } from '../../e2e/support/workbench.ts'
import { isSmall, median, report } from '../report.ts'

const LINES = isSmall ? 200 : 5_000
const KEYS = isSmall ? 20 : 200
const TARGET_MS = 16
/** As a quick typist. */
const BETWEEN_KEYS_MS = 80

const script = Array.from({ length: LINES / 5 }, (_, number) =>
  [
    `-- report ${number}`,
    'select s.id, s.quantity, b.title, b.price * s.quantity as total',
    'from sales s join books b on b.id = s.book_id',
    `where s.quantity > ${number % 7} and b.title like '%a;b%'`,
    'order by s.id;',
  ].join('\n'),
).join('\n')

await using folder = await temporaryFolder()
await using sluice = await startSluice({ dataDir: folder.path })
const browser = await launchChromium()
try {
  const { page } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.editor.focus()
  // Typed by insertText, the editor would take it letter by letter.
  await workbench.editor.evaluate((box, pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  }, script)
  await page.locator('.line-numbers', { hasText: new RegExp(`^${LINES}$`) }).waitFor()
  await page.keyboard.press('Control+Home')
  for (let turn = 0; turn < LINES / 2 / 20; turn++) await page.keyboard.press('PageDown')
  await page.keyboard.press('Home')
  await page.evaluate(() => {
    const busy: number[] = []
    Object.assign(globalThis, { busy })
    const after = (work: () => void): void => {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', work)
      port1.start()
      port2.postMessage(null)
    }
    window.addEventListener(
      'keydown',
      () => {
        const pressedAtMs = performance.now()
        let handledAtMs = 0
        after(() => (handledAtMs ||= performance.now()))
        requestAnimationFrame(() => {
          const drawnFromMs = performance.now()
          // A frame goes before messages: its time must not count twice.
          handledAtMs ||= drawnFromMs
          after(() => busy.push(handledAtMs - pressedAtMs + performance.now() - drawnFromMs))
        })
      },
      { capture: true },
    )
  })
  const typed = 'select coalesce(s.note, b.title) from sales s '
  for (let key = 0; key < KEYS; key++) {
    await page.keyboard.press(typed[key % typed.length]!)
    await page.waitForTimeout(BETWEEN_KEYS_MS)
  }
  const busy = await page.evaluate(() => (globalThis as unknown as { busy: number[] }).busy)
  const sorted = busy.toSorted((a, b) => a - b)
  const tenths = (ms: number): number => Math.round(ms * 10) / 10
  const figure = { bench: 'ui/keystroke', unit: 'ms', peer: 'target', peerValue: TARGET_MS }
  report({ ...figure, case: 'median', value: tenths(median(sorted)) }, { isLessBetter: true })
  report(
    { ...figure, case: 'p95', value: tenths(sorted[Math.floor(sorted.length * 0.95)]!) },
    { isLessBetter: true },
  )
} finally {
  await browser.close()
}
