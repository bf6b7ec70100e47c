import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { openPage } from './support/browser.ts'
import { firstScripts } from './support/firstScripts.ts'
import { sharedWorkbench, type SharedWorkbench } from './support/shared.ts'
import { startSluice, temporaryFolder } from './support/sluice.ts'
import { takePicture } from './support/takePicture.ts'

/** The script with all that is said in Chinese. */
const WORDS = '**/assets/words-*.js'

let opened: SharedWorkbench

beforeAll(async () => {
  opened = await sharedWorkbench()
})

const newConnection = (page: Page, name: '新建连接' | 'New connection') =>
  page.getByRole('button', { name }).first()

/** By its name in the palette. */
async function speak(page: Page, language: RegExp): Promise<void> {
  await page.keyboard.press('ControlOrMeta+K')
  await page.getByRole('combobox').last().fill(language.source)
  await page.getByRole('option', { name: language }).first().click()
}

test('a window that speaks English has not fetched another language', async () => {
  const scripts = [...(await firstScripts()).values()]
  expect(scripts.join('').match(/\p{Script=Han}{5,}/gu)).toBeNull()
  const fetched = await opened.page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
  )
  expect(fetched.filter((path) => /words-/.test(path))).toEqual([])
})

test('where the words do not come, the window says so and stays in English until they do', async () => {
  const { page } = opened
  await page.route(WORDS, (route) => route.abort())
  await speak(page, /简体中文/)
  await page.getByText('did not load, so this window stays in English').waitFor()
  await takePicture(page, 'chinese-did-not-load')
  expect(await newConnection(page, 'New connection').isVisible()).toBe(true)
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
  await page.unroute(WORDS)
  await speak(page, /简体中文/)
  await newConnection(page, '新建连接').waitFor()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN')
})

test('what was chosen holds for further windows, and English comes back at once', async () => {
  const { page } = opened
  const other = await page.context().newPage()
  await other.goto(new URL('/', page.url()).href)
  await newConnection(other, '新建连接').waitFor()
  await takePicture(other, 'chinese-window')
  await page.reload()
  await newConnection(page, '新建连接').waitFor()
  await speak(page, /English/)
  await newConnection(page, 'New connection').waitFor()
  await other.reload()
  await newConnection(other, 'New connection').waitFor()
  await other.close()
})

test('where the system speaks Chinese, the window is never English', async () => {
  await using folder = await temporaryFolder()
  await using sluice = await startSluice({ dataDir: folder.path })
  const { page } = await openPage(opened.browser, sluice.url, { locale: 'zh-CN' })
  const late = await page.context().newPage()
  const isEditorThere = late.waitForResponse(/assets\/SqlEditor-.*\.js/)
  await late.route(WORDS, async (route) => {
    await isEditorThere
    await route.continue()
  })
  await late.addInitScript(() => {
    const said = new Set<string>()
    Object.assign(window, { said })
    new MutationObserver(() => {
      for (const word of document.body?.innerText.split('\n') ?? []) said.add(word)
    }).observe(document, { childList: true, subtree: true })
  })
  await late.goto(new URL('/', page.url()).href)
  await newConnection(late, '新建连接').waitFor()
  await late.getByRole('textbox', { name: 'SQL 编辑器' }).waitFor()
  const said = await late.evaluate(() => [...(window as unknown as { said: Set<string> }).said])
  expect(said).toContain('命令面板')
  for (const english of ['Command palette', 'New connection', 'No result yet'])
    expect(said).not.toContain(english)
  await page.context().close()
})
