import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, openPage } from './support/browser.ts'
import { startSluice, temporaryFolder } from './support/sluice.ts'
import { Workbench } from './support/workbench.ts'

const DAMAGED = 'not a database at all, '.repeat(2_000)

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser?.close())

test('a damaged store is kept aside under the name that a banner tells, and the program works', async () => {
  await using folder = await temporaryFolder()
  await writeFile(join(folder.path, 'sluice.db'), DAMAGED)
  await using sluice = await startSluice({ dataDir: folder.path })
  const { page, complaints } = await openPage(browser, sluice.url)
  const workbench = new Workbench(page)
  await workbench.ready()

  const banner = page.getByRole('alert').filter({ hasText: 'could not be used' })
  const told = await banner.innerText()
  const kept = /kept as “(?<name>[^”]+)” in (?<folder>\S+),/.exec(told)!.groups!
  expect(kept['folder']).toBe(folder.path)
  expect(await readdir(folder.path)).toContain(kept['name'])
  expect(await readFile(join(folder.path, kept['name']!), 'utf8')).toBe(DAMAGED)

  await banner.getByRole('button', { name: 'Dismiss' }).click()
  await banner.waitFor({ state: 'detached' })
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.run('select count(*) from barges')
  await workbench.untilStatus(/^1 row in/)
  expect(complaints).toEqual([])
  await sluice.stop()

  await using again = await startSluice({ dataDir: folder.path })
  const second = await openPage(browser, again.url)
  await new Workbench(second.page).ready()
  expect(await second.page.getByText('could not be used').count()).toBe(0)
})
