import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startPostgres, type PostgresServer } from '../main/testing/postgresServer.ts'
import { launchChromium, openPage, type Complaints } from './support/browser.ts'
import { ExportDialog } from './support/exportDialog.ts'
import { startSluice, temporaryFolder, type Sluice } from './support/sluice.ts'
import { forbiddenFolder, mountSmallDisk } from './support/smallDisk.ts'
import { Workbench } from './support/workbench.ts'

let browser: Browser
let postgres: PostgresServer
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let exports: string
let sluice: Sluice
let page: Page
let complaints: Complaints
let workbench: Workbench

beforeAll(async () => {
  folder = await temporaryFolder()
  exports = join(folder.path, 'exports')
  await mkdir(exports)
  ;[browser, postgres, sluice] = await Promise.all([
    launchChromium(),
    startPostgres(),
    startSluice({ dataDir: join(folder.path, 'data') }),
  ])
  ;({ page, complaints } = await openPage(browser, sluice.url))
  workbench = new Workbench(page)
  await workbench.ready()
  await workbench.addConnection(postgres.url, 'orders')
})

afterAll(async () => {
  await browser?.close()
  await sluice?.stop()
  await postgres?.stop()
  await folder?.[Symbol.asyncDispose]()
})

afterEach(() => expect(complaints).toEqual([]))

describe('a result of several megabytes', () => {
  beforeAll(async () => {
    await workbench.newTab()
    await workbench.chooseProfile('Sample')
    await workbench.run('select * from sales')
    await workbench.untilStatus(/^200,000 rows in/)
  })

  test('that does not fit on the disk fails with what was written, and leaves no half file', async (context) => {
    await using disk = await mountSmallDisk(folder.path)
    if (!disk) return context.skip('no disk can be mounted here')
    const path = join(disk.path, 'sales.csv')
    await writeFile(path, 'older')

    const dialog = await ExportDialog.open(page)
    await dialog.start(path)
    const failure = await dialog.failure()
    expect(failure).toContain(`The disk is full: the export to “${path}” stopped after 1,0`)
    expect(failure).toContain('Free space or choose another place')
    expect(await readdir(disk.path)).toEqual(['sales.csv'])
    expect(await readFile(path, 'utf8')).toBe('older')

    await dialog.button('Change and try again').click()
    expect(await dialog.path.inputValue()).toBe(path)
    await dialog.path.fill(join(exports, 'sales.csv'))
    await dialog.start()
    await dialog.dialog.getByText(`The file is whole: ${join(exports, 'sales.csv')}`).waitFor()
    await dialog.close()
    expect(await readdir(exports)).toEqual(['sales.csv'])
  })

  const failureAt = async (path: string) => {
    const dialog = await ExportDialog.open(page)
    await dialog.start(path)
    const failure = await dialog.failure()
    await dialog.close()
    return failure
  }

  test('is not written where the folder is missing or a file', async () => {
    const missing = join(exports, 'no', 'such', 'sales.csv')
    expect(await failureAt(missing)).toContain(
      `“${missing}” could not be written: there is no such folder`,
    )
    await writeFile(join(exports, 'plain.txt'), '')
    expect(await failureAt(join(exports, 'plain.txt', 'sales.csv'))).toContain(
      'a part of the path is a file',
    )
    expect(await failureAt(exports)).toContain('is not a file but a folder')
  })

  test('is not written where its user may not write', async (context) => {
    await using forbidden = await forbiddenFolder(folder.path)
    if (!forbidden) return context.skip('there is no folder that cannot be written')
    const failure = await failureAt(join(forbidden.path, 'sales.csv'))
    expect(failure).toMatch(/could not be written: (access is denied|the disk can only be read)/)
    expect(failure).toContain('Choose another place')
  })

  test('is not written to a path that begins nowhere', async () => {
    expect(await failureAt('sales.csv')).toContain('“sales.csv” is not a whole path')
  })
})

describe('a result that still grows', () => {
  /** Its rows come at once, its end does not: what is exported of it can be given up midway. */
  const ENDLESS = `select g, repeat('x', 100) from generate_series(1, 100000) g
    union all select 0, pg_sleep(300)::text`

  beforeAll(async () => {
    await workbench.newTab()
    await workbench.chooseProfile('orders')
    await workbench.run(ENDLESS)
    await workbench.untilStatus(/^[1-9][\d,]* rows so far/)
  })

  test('whose export is cancelled midway leaves nothing, and what stood there before', async () => {
    const target = await mkdir(join(exports, 'midway'), { recursive: true })
    const path = join(target!, 'orders.csv')
    await writeFile(path, 'older')
    const dialog = await ExportDialog.open(page)
    await dialog.start(path)
    await dialog.untilWriting()
    expect(await readdir(target!)).toHaveLength(2)

    await dialog.button('Cancel').click()
    await dialog.dialog.getByText('The export was cancelled. No file was left behind.').waitFor()
    expect(await readdir(target!)).toEqual(['orders.csv'])
    expect(await readFile(path, 'utf8')).toBe('older')
    await dialog.close()
  })

  test('whose download is cancelled in the dialog fails in the browser as well', async () => {
    const downloading = page.waitForEvent('download')
    const dialog = await ExportDialog.open(page)
    await dialog.start()
    const download = await downloading
    await dialog.untilWriting()
    await dialog.button('Cancel').click()
    await dialog.dialog.getByText('The export was cancelled.').waitFor()
    expect(await download.failure()).not.toBeNull()
    await dialog.close()
  })

  test('whose download is cancelled in the browser ends in the dialog as well', async () => {
    const downloading = page.waitForEvent('download')
    const dialog = await ExportDialog.open(page)
    await dialog.start()
    const download = await downloading
    await dialog.untilWriting()
    await download.cancel()
    await dialog.dialog.getByText('The export was cancelled.').waitFor()
    await dialog.close()
  })

  test('exports whole what it has once it was cancelled', async () => {
    await workbench.button('Cancel').click()
    const status = await workbench.untilStatus(/incomplete: cancelled/)
    const rowCount = Number(/^[\d,]+/.exec(status)![0].replaceAll(',', ''))
    const path = join(exports, 'part.csv')
    const dialog = await ExportDialog.open(page)
    await dialog.dialog.getByText('This result is incomplete.').waitFor()
    await dialog.start(path)
    await dialog.dialog.getByText('The file is whole').waitFor()
    await dialog.close()
    expect((await readFile(path, 'utf8')).trimEnd().split('\n')).toHaveLength(rowCount + 1)
  })
})
