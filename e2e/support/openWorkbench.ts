import type { Browser, Page } from 'playwright-core'
import { type Complaints, launchChromium, openPage } from './browser.ts'
import { type Sluice, startSluice, temporaryFolder } from './sluice.ts'
import { Workbench } from './workbench.ts'

/** A workbench of a test file's own, on a fresh data folder in a browser of its own. */
export type OpenedWorkbench = {
  readonly browser: Browser
  readonly page: Page
  readonly workbench: Workbench
  readonly complaints: Complaints
  readonly sluice: Sluice
  readonly dataDir: string
  close(): Promise<void>
}

export async function openFreshWorkbench(): Promise<OpenedWorkbench> {
  const folder = await temporaryFolder()
  const [browser, sluice] = await Promise.all([
    launchChromium(),
    startSluice({ dataDir: folder.path }),
  ])
  const { page, complaints } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()
  return {
    ...{ browser, page, workbench, complaints, sluice, dataDir: folder.path },
    async close() {
      await browser.close()
      await sluice.stop()
      await folder[Symbol.asyncDispose]()
    },
  }
}
