/**
 * From starting the built browser host on an empty data folder to a window in which one can type a
 * statement, in real Chromium; beside it, the script that is fetched before the editor is needed.
 * Needs a build (`npm run build`). `node bench/ui/start.ts [--json] [--small]`
 */
import { launchChromium, openPage } from '../../e2e/support/browser.ts'
import { firstScriptBytes } from '../../e2e/support/firstScripts.ts'
import { startSluice, temporaryFolder } from '../../e2e/support/sluice.ts'
import { Workbench } from '../../e2e/support/workbench.ts'
import { isSmall, median, report } from '../report.ts'

const ROUNDS = isSmall ? 1 : 5
const START_TARGET_MS = 2_000
const SCRIPT_TARGET_KB = 900

const browser = await launchChromium()

/** Milliseconds until the tree, and until the editor takes text. */
async function start(): Promise<{ treeMs: number; editorMs: number }> {
  await using folder = await temporaryFolder()
  const startedAtMs = performance.now()
  await using sluice = await startSluice({ dataDir: folder.path })
  const { page } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.treeItem('Sample').waitFor()
  const treeMs = performance.now() - startedAtMs
  await workbench.editor.waitFor()
  const editorMs = performance.now() - startedAtMs
  await page.context().close()
  return { treeMs, editorMs }
}

try {
  await start() // Warms the files up.
  const times = []
  for (let round = 0; round < ROUNDS; round++) times.push(await start())
  const figure = (name: string, all: number[]): void =>
    report(
      {
        ...{ bench: 'ui/start', case: name, value: Math.round(median(all)), unit: 'ms' },
        ...{ peer: 'target', peerValue: START_TARGET_MS },
      },
      { isLessBetter: true },
    )
  figure(
    'until the tree is there',
    times.map(({ treeMs }) => treeMs),
  )
  figure(
    'until the editor takes text',
    times.map(({ editorMs }) => editorMs),
  )
  report(
    {
      ...{ bench: 'ui/start', case: 'script before the editor, compressed' },
      ...{ value: Math.round((await firstScriptBytes()) / 1_000), unit: 'kB' },
      ...{ peer: 'target', peerValue: SCRIPT_TARGET_KB },
    },
    { isLessBetter: true },
  )
} finally {
  await browser.close()
}
