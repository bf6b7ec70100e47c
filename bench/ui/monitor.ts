/**
 * What the monitor costs with 20 pools open, live: processor time of the page and of main while all
 * pools are shown, and while the page of one is, in percent of one core. Beside it the same without
 * the monitor in front. Needs a build (`npm run build`).
 * `node bench/ui/monitor.ts [--json] [--small]`
 */
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { launchChromium, openPage } from '../../e2e/support/browser.ts'
import { startSluice, temporaryFolder } from '../../e2e/support/sluice.ts'
import { Workbench } from '../../e2e/support/workbench.ts'
import { isSmall, report } from '../report.ts'

const POOLS = isSmall ? 3 : 20
const WATCHED_MS = isSmall ? 3_000 : 20_000
const TARGET_PERCENT = 10
/** Of `/proc`, on every Linux. */
const TICKS_PER_SECOND = 100

/** Seconds of processor time that a process has used. */
function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

/** The same of the page's own process. */
async function pageSeconds(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return processInfo
    .filter(({ type }) => type === 'renderer')
    .reduce((sum, { cpuTime }) => sum + cpuTime, 0)
}

await using folder = await temporaryFolder()
const profiles = Array.from({ length: POOLS }, (_, index) => ({
  name: `pool ${index + 1}`,
  url: `sqlite:${join(folder.path, `${index}.db`)}?mode=rwc`,
}))
await writeFile(join(folder.path, 'sluice.config.json'), JSON.stringify({ profiles }))
await using sluice = await startSluice({ dataDir: folder.path })
const browser = await launchChromium()
try {
  const { page } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  await page.getByRole('button', { name: 'Pool monitor' }).click()
  for (const { name } of profiles) {
    const pool = await workbench.showPool(name)
    await pool.getByRole('button', { name: 'Open' }).click()
    await pool.getByRole('button', { name: 'Suspend' }).waitFor()
  }

  const watch = async (what: string): Promise<void> => {
    await page.waitForTimeout(2_000)
    const before = (await pageSeconds(browser)) + processorSeconds(sluice.pid)
    await page.waitForTimeout(WATCHED_MS)
    const used = (await pageSeconds(browser)) + processorSeconds(sluice.pid) - before
    report(
      {
        bench: 'ui/monitor',
        case: `${POOLS} pools, ${what}`,
        value: Math.round((used / (WATCHED_MS / 1_000)) * 1_000) / 10,
        unit: '% of a core',
        peer: 'target',
        peerValue: TARGET_PERCENT,
      },
      { isLessBetter: true },
    )
  }
  await watch('the page of one')
  await workbench.showAllPools()
  await watch('all of them')
  await workbench.newTab()
  await watch('an editor in front')
} finally {
  await browser.close()
}
