import { mkdir } from 'node:fs/promises'
import { startPostgres } from '../main/testing/postgresServer.ts'
import { launchChromium, openPage } from './support/browser.ts'
import { startSluice, temporaryFolder } from './support/sluice.ts'
import { until } from './support/until.ts'
import { Workbench } from './support/workbench.ts'

/**
 * Takes the pictures of the README and the docs from the running program, on the sample database and
 * a real PostgreSQL: `npm run screenshots`.
 */
const FOLDER = 'docs/images'

const HARBOURS_AND_GENRES = `-- Which harbours love which genre?
select h.name as harbour, g.name as genre, sum(s.quantity) as copies
from sales s
join harbours h on h.id = s.harbour_id
join books b on b.id = s.book_id
join genres g on g.id = b.genre_id
group by h.id, g.id
order by copies desc;`

await mkdir(FOLDER, { recursive: true })
await using folder = await temporaryFolder()
const postgres = await startPostgres()
const sluice = await startSluice({ dataDir: folder.path })
const browser = await launchChromium({ hasScrollbars: true })
try {
  const { page } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  const picture = async (name: string) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.waitForTimeout(400)
      await page.screenshot({ path: `${FOLDER}/${name}-${colorScheme}.png` })
    }
    await page.emulateMedia({ colorScheme: 'light' })
  }

  await workbench.open('Sample')
  await workbench.open('Tables')
  await workbench.open(/^barges\b/)
  await workbench.open('Columns')
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.run('select * from sales')
  await workbench.untilStatus(/200,000 rows in/)
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.run(HARBOURS_AND_GENRES)
  await workbench.untilStatus(/rows in/)
  await workbench.editor.focus()
  await page.keyboard.press('ControlOrMeta+End')
  await picture('workbench')

  await workbench.run("select title, price\nfrom boks\nwhere language = 'en'")
  await workbench.untilStatus(/failed/i)
  await picture('error')

  await workbench.button('New connection').first().click()
  const dialog = page.getByRole('dialog', { name: 'New connection' })
  await dialog.getByRole('textbox', { name: 'Connection URL' }).fill(postgres.url)
  await dialog.getByRole('button', { name: 'Test connection' }).click()
  await dialog.getByText(/PostgreSQL 18/).waitFor()
  await picture('connection')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await workbench.button('Discard').click()

  await workbench.addConnection(postgres.url, 'orders')
  for (let tab = 1; tab <= 12; tab++) {
    await workbench.newTab()
    await workbench.chooseProfile('orders')
    await workbench.run(`select pg_sleep(${tab < 6 ? 90 : 60})`)
  }
  await page.getByRole('button', { name: 'Pool monitor' }).first().click()
  const waiting = () => workbench.poolFigure('orders', 'Waiting')
  await until('seven waiting', waiting, (count) => count === 7)
  // Some time on the axis, so that the charts have something to show.
  await page.waitForTimeout(20_000)
  await picture('pool-monitor')
} finally {
  await browser.close()
  await sluice.stop()
  await postgres.stop()
}
