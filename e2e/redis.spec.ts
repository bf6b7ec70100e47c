import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasRedis, type RedisServer, startRedis } from '../main/testing/redisServer.ts'
import { type Complaints, launchChromium, openPage } from './support/browser.ts'
import { ExportDialog } from './support/exportDialog.ts'
import { importByTerminal } from './support/importByTerminal.ts'
import { ImportWizard } from './support/importWizard.ts'
import { type Sluice, startSluice, temporaryFolder } from './support/sluice.ts'
import { takePicture } from './support/takePicture.ts'
import { Workbench } from './support/workbench.ts'

describe.runIf(hasRedis())('a Redis in the workbench', () => {
  let browser: Browser
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let server: RedisServer
  let sluice: Sluice
  let complaints: Complaints
  let workbench: Workbench

  beforeAll(async () => {
    server = await startRedis({ password: 'secret' })
    for (const words of [
      ['HSET', 'reader:1', 'name', 'Ada Lovelace', 'books', '9007199254740993'],
      ['SET', 'reader:1:visits', '12', 'EX', '90000'],
      ['RPUSH', 'loans', 'Middlemarch', 'Ulysses', 'Persuasion'],
      ['ZADD', 'scores', '1.5', 'ada', '3', 'grace'],
      ['XADD', 'events', '1700000000000-0', 'kind', 'loan', 'book', 'Ulysses'],
    ])
      await server.ask(...words)
    browser = await launchChromium()
    folder = await temporaryFolder()
    sluice = await startSluice({ dataDir: folder.path })
    const opened = await openPage(browser, sluice.url)
    complaints = opened.complaints
    workbench = new Workbench(opened.page)
    await workbench.ready()
    await workbench.addConnection(server.url, 'cache')
  })

  afterAll(async () => {
    await browser?.close()
    await sluice?.stop()
    await server?.stop()
    await folder?.[Symbol.asyncDispose]()
  })

  test('keys are browsed in folders, and one opens as a table of its type', async () => {
    await workbench.open('cache')
    await workbench.treeItem(/^loans/).waitFor()
    await workbench.open(/^reader:/)
    const hash = workbench.treeItem(/^1$/)
    await hash.waitFor()
    await expect.poll(() => hash.textContent()).toMatch(/hash · 2/)
    await hash.dblclick()
    await workbench.untilStatus(/^2 rows in /)
    expect(await workbench.editorText()).toBe('HGETALL reader:1')
    const books = await workbench.gridCell(2, 'value')
    await expect.poll(() => books.textContent()).toBe('9007199254740993')
  })

  test('tabs of keys are told apart by their whole names, of which a long one loses its middle', async () => {
    const { page } = workbench
    const long = 'reader:1:basket:of:the:autumn:sale:items'
    await server.ask('SET', long, 'six books')
    const search = page.getByRole('searchbox', { name: 'Search tables' })
    await search.fill('*items')
    await workbench.treeItem(new RegExp(`^${long}`)).dblclick()
    await search.fill('')
    const tab = page.getByRole('tab', { name: long, exact: true })
    expect(await tab.getAttribute('title')).toBe(long)
    await tab.focus()
    await page.getByRole('tab', { name: 'reader:1', exact: true }).waitFor()
    const [head, tail] = await tab.locator('span span').all()
    const widths = await head!.evaluate((one) => [one.clientWidth, one.scrollWidth])
    expect(widths[0]).toBeLessThan(widths[1]!)
    expect(await tail!.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
    expect(await tail!.textContent()).toBe('sale:items')
    await takePicture(page, 'redis-tabs')
    await page.keyboard.press('Delete')
    await tab.waitFor({ state: 'detached' })
  })

  test('a search finds keys by pattern', async () => {
    const search = workbench.page.getByRole('searchbox', { name: 'Search tables' })
    await search.fill('*visits')
    const found = workbench.treeItem(/^reader:1:visits/)
    await found.waitFor()
    await expect.poll(() => found.textContent()).toMatch(/string · 2 B · ttl 1d/)
    // Without a wildcard a part of the key is enough; with one the whole key has to match.
    await search.fill('er:1:vis')
    await workbench.treeItem(/^reader:1:visits/).waitFor()
    await search.fill('visit?')
    await workbench.treeItem('No whole name is like this pattern.').waitFor()
    expect(await search.getAttribute('title')).toMatch(/a pattern that the whole name has to match/)
    await takePicture(workbench.page, 'redis-search')
    await search.fill('')
    await takePicture(workbench.page, 'redis-search-hint')
  })

  test('commands run one a line, and a result is exported', async () => {
    await workbench.newTab()
    await workbench.chooseProfile('cache')
    expect(await workbench.button('Format').isDisabled()).toBe(true)
    await workbench.run('# the best first\nZRANGE scores 0 -1 REV WITHSCORES')
    await workbench.untilStatus(/^2 rows in /)
    const score = await workbench.gridCell(1, 'score')
    await expect.poll(() => score.textContent()).toBe('3')

    const path = join(folder.path, 'scores.csv')
    const dialog = await ExportDialog.open(workbench.page)
    await dialog.start(path)
    await dialog.dialog.getByText(/2 rows written/).waitFor()
    expect(await readFile(path, 'utf8')).toMatch(/^\ufeff?member,score\r?\ngrace,3\r?\nada,1\.5/)
    await workbench.page.keyboard.press('Escape')
  })

  test('a file becomes keys, by the wizard and by the terminal', async () => {
    const file = join(folder.path, 'members.csv')
    await writeFile(file, 'id,name,big\n7,Grace Hopper,9007199254740993\n8,,2\n')
    const wizard = new ImportWizard(workbench.page)
    await wizard.openFromMenu(workbench.treeItem(/^cache/).first(), 'Import into keys…')
    await wizard.choose(file)
    await wizard.press('Next')
    await wizard.press('Next')
    await wizard.field('Key prefix', 'member')
    await wizard.says('HSET member:<id> name <name> big <big>')
    await wizard.says(/Nothing is undone/)
    await wizard.press('Import')
    await wizard.says(/2 rows imported into member/)
    await wizard.press('Close')
    expect(await server.ask('HGETALL', 'member:7')).toMatch(/Grace Hopper[^]*9007199254740993/)
    expect(await server.ask('HGETALL', 'member:8')).not.toMatch(/name/)
    await workbench.treeItem(/^member:/).waitFor()

    await server.ask('RPUSH', 'guest:8', 'a list')
    const into = ['--url', server.url, '--table', 'guest']
    const refused = await importByTerminal(file, ...into)
    expect(refused.code).toBe(1)
    expect(refused.stderr).toMatch(
      /^Line 3 was refused: WRONGTYPE.*stays: Redis undoes nothing\.$/m,
    )
    expect(await server.ask('HGET', 'guest:7', 'name')).toMatch(/Grace/)
    const kept = await importByTerminal(file, ...into, '--max-rejects', '1')
    expect(kept.stderr).toContain('1 rows imported, 1 kept aside')
  })

  test('a command that waits is stopped, and the session goes on', async () => {
    await workbench.run('BLPOP nothing 60')
    await expect.poll(() => server.ask('CLIENT', 'LIST')).toMatch(/ flags=b/)
    await workbench.button('Cancel').click()
    await workbench.page.getByText('The command was cancelled').first().waitFor()
    await workbench.run('LLEN loans')
    await workbench.untilStatus(/^1 row in /)
    expect(complaints).toEqual([])
  })
})
