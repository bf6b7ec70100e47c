import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasInflux, type InfluxServer, startInflux } from '../main/testing/influxServer.ts'
import { type Complaints, launchChromium, openPage } from './support/browser.ts'
import { type Sluice, startSluice, temporaryFolder } from './support/sluice.ts'
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

  test('an error of the server is shown in its words', async () => {
    await workbench.run('SELECT FROM air')
    await workbench.page
      .getByText(/found FROM, expected/)
      .first()
      .waitFor()
    expect(complaints).toEqual([])
  })
})
