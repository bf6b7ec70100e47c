import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasInflux, type InfluxServer, startInflux } from '../main/testing/influxServer.ts'
import { type Complaints, launchChromium, openPage } from './support/browser.ts'
import { axeViolations } from './support/axeViolations.ts'
import { chooseOption } from './support/chooseOption.ts'
import { importByTerminal } from './support/importByTerminal.ts'
import { ImportWizard } from './support/importWizard.ts'
import { type Sluice, startSluice, temporaryFolder } from './support/sluice.ts'
import { takePicture } from './support/takePicture.ts'
import { Workbench } from './support/workbench.ts'

describe.runIf(hasInflux())('an InfluxDB in the workbench', () => {
  let browser: Browser
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let server: InfluxServer
  let sluice: Sluice
  let complaints: Complaints
  let workbench: Workbench

  beforeAll(async () => {
    server = await startInflux()
    await server.query('CREATE DATABASE weather')
    await server.write(
      'weather',
      [
        'air,city=Oslo,kind=sea temp=-3.5,n=9223372036854775807i 1700000000123456789',
        'air,city=Rome temp=21,n=-9007199254740993i 1700000000123456790',
        'rain,city=Oslo mm=0.1 1700000000000000000',
      ].join('\n'),
    )
    browser = await launchChromium()
    folder = await temporaryFolder()
    sluice = await startSluice({ dataDir: folder.path })
    const opened = await openPage(browser, sluice.url)
    complaints = opened.complaints
    workbench = new Workbench(opened.page)
    await workbench.ready()
    await workbench.addConnection(`${server.url}/weather`, 'station')
  })

  afterAll(async () => {
    await browser?.close()
    await sluice?.stop()
    await server?.stop()
    await folder?.[Symbol.asyncDispose]()
  })

  test('the explorer shows measurements with their tags and fields', async () => {
    await workbench.open('station')
    await workbench.open(/^weather/)
    await workbench.treeItem(/^rain/).waitFor()
    await workbench.open(/^air/)
    const field = workbench.treeItem(/^n\b/)
    await field.waitFor()
    await expect.poll(() => field.textContent()).toMatch(/integer/)
    const tag = workbench.treeItem(/^city/)
    await expect.poll(() => tag.textContent()).toMatch(/tag/)
  })

  test('a query shows 64-bit integers and nanoseconds exactly', async () => {
    await workbench.newTab()
    await workbench.chooseProfile('station')
    await workbench.run('SELECT n, temp, city FROM air')
    await workbench.untilStatus(/^2 rows in /)
    const n = await workbench.gridCell(1, 'n')
    await expect.poll(() => n.textContent()).toBe('9223372036854775807')
    const second = await workbench.gridCell(2, 'n')
    await expect.poll(() => second.textContent()).toBe('-9007199254740993')
    const time = await workbench.gridCell(2, 'time')
    await expect.poll(() => time.textContent()).toMatch(/^2023-11-14 22:13:20\.12345679/)
  })

  test('a file becomes points, with tags, fields and the time in its unit', async () => {
    const { page } = workbench
    const file = join(folder.path, 'sea.csv')
    await writeFile(
      file,
      'seen,city,level,note\n1700000000,Oslo,1.25,calm\n1700000060,Rome,,\n1700000120,Oslo,2,wild\n',
    )
    const wizard = new ImportWizard(page)
    await wizard.openFromMenu(workbench.treeItem(/^station/).first(), 'Import points…')
    await wizard.choose(file)
    await wizard.press('Next')
    const role = (name: string) =>
      wizard.dialog.getByRole('combobox', { name: `What ${name} becomes` })
    await expect.poll(() => role('city').textContent()).toBe('Tag')
    await expect.poll(() => role('level').textContent()).toBe('Field')
    const choose = async (name: string, option: string) => {
      await chooseOption(role(name), option)
    }
    await choose('note', 'Field')
    await choose('seen', 'Time')
    const type = wizard.dialog.getByRole('combobox', { name: 'Type of seen' })
    await expect.poll(() => type.textContent()).toBe('seconds since 1970')
    await wizard.says('2023-11-14 22:13:20')
    expect(await axeViolations(page)).toEqual([])
    await takePicture(page, 'points-columns')
    await wizard.press('Next')
    await wizard.says('sea,city=<city> level=<level>,note=<note> <time>')
    expect(await wizard.dialog.getByRole('combobox', { name: 'Database' }).textContent()).toBe(
      'weather',
    )
    expect(await axeViolations(page)).toEqual([])
    await wizard.field('Rows that may be kept aside', '5')
    await takePicture(page, 'points-measurement')
    await wizard.press('Import')
    await wizard.says(/2 rows imported into sea/)
    await wizard.says('It has no field with a value')
    await takePicture(page, 'points-done')
    await wizard.press('Close')
    await workbench.treeItem(/^sea/).waitFor()

    // The next file meets the measurement as it is.
    await wizard.openFromMenu(workbench.treeItem(/^station/).first(), 'Import points…')
    await wizard.choose(file)
    await wizard.press('Next')
    await expect.poll(() => role('note').textContent()).toBe('Field')
    await choose('note', 'Tag')
    await choose('seen', 'Time')
    await wizard.press('Next')
    await wizard.says('“note” is a field in “sea” so far')
    await wizard.press('Cancel')

    const into = ['--url', `${server.url}/weather`, '--table', 'sea']
    const refused = await importByTerminal(file, ...into, '--time', 'seen', '--time-unit', 's')
    expect(refused.stderr).toMatch(/^Line 3 was refused: It has no field/m)
    const tags = ['--tags', 'city', '--time', 'seen', '--time-unit', 's', '--max-rejects', '1']
    const kept = await importByTerminal(file, ...into, ...tags)
    expect(kept.stderr).toContain('2 rows imported, 1 kept aside')
    await workbench.newTab()
    await workbench.chooseProfile('station')
    await workbench.run('SELECT city, level, note FROM sea')
    await workbench.untilStatus(/^2 rows in /)
    const level = await workbench.gridCell(1, 'level')
    await expect.poll(() => level.textContent()).toBe('1.25')
  })

  test('an error of the server is shown in its words', async () => {
    await workbench.run('SELECT FROM air')
    await workbench.page
      .getByText(/found FROM, expected/)
      .first()
      .waitFor()
    expect(complaints).toEqual([])
  })
})
