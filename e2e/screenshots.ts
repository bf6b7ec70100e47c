import { mkdir } from 'node:fs/promises'
import { startPostgres } from '../main/testing/postgresServer.ts'
import { connection } from './screenshots/connection.ts'
import { connections } from './screenshots/connections.ts'
import { editor } from './screenshots/editor.ts'
import { planAndChart } from './screenshots/planAndChart.ts'
import { poolMonitor } from './screenshots/poolMonitor.ts'
import { editing } from './screenshots/editing.ts'
import type { Scene } from './screenshots/Scene.ts'
import { schemas } from './screenshots/schemas.ts'
import { settings } from './screenshots/settings.ts'
import { importConnections } from './screenshots/importConnections.ts'
import { leaks } from './screenshots/leaks.ts'
import { queries } from './screenshots/queries.ts'
import { redisKeys } from './screenshots/redisKeys.ts'
import { results } from './screenshots/results.ts'
import { slowStatements } from './screenshots/slowStatements.ts'
import { tour } from './screenshots/tour.ts'
import { openWorkbench } from './screenshots/openWorkbench.ts'
import { launchChromium, openPage } from './support/browser.ts'
import { startSluice, temporaryFolder } from './support/sluice.ts'
import { Workbench } from './support/workbench.ts'

/**
 * Takes the pictures of the README and the docs from the running program, on the sample database and
 * a real PostgreSQL: `npm run screenshots`, or `npm run screenshots -- NAME …` for some of them.
 */
const SCENES: Record<string, Scene> = {
  workbench: openWorkbench,
  connection,
  connections,
  editor,
  poolMonitor,
  planAndChart,
  settings,
  editing,
  schemas,
  importConnections,
  queries,
  redisKeys,
  results,
  slowStatements,
  leaks,
  tour,
}

const FOLDER = 'docs/images'

await mkdir(FOLDER, { recursive: true })
const asked = process.argv.slice(2)
const postgres = await startPostgres()
const browser = await launchChromium({ hasScrollbars: true })
try {
  for (const [name, scene] of Object.entries(SCENES)) {
    if (asked.length === 0 || asked.includes(name)) await take(scene)
  }
} finally {
  await browser.close()
  await postgres.stop()
}

/** Each scene has a fresh program, so that none rests on what another left behind. */
async function take(scene: Scene): Promise<void> {
  await using folder = await temporaryFolder()
  await using sluice = await startSluice({ dataDir: folder.path })
  const { page } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  const picture = async (name: string) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      // An editor colours its words anew when the browser has nothing else to do.
      await page.waitForTimeout(1500)
      await page.screenshot({ path: `${FOLDER}/${name}-${colorScheme}.png` })
    }
    await page.emulateMedia({ colorScheme: 'light' })
  }
  await scene({ page, workbench, postgresUrl: postgres.url, picture })
  await page.context().close()
}
