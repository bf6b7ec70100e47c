import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeViolations } from './support/axeViolations.ts'
import { launchChromium, openPage, type Complaints } from './support/browser.ts'
import { startSluice, temporaryFolder, type Sluice } from './support/sluice.ts'
import { until } from './support/until.ts'
import { Workbench } from './support/workbench.ts'

/** Everything here is done by keys: nothing is clicked, hovered or focused by the test. */
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let sluice: Sluice
let browser: Browser
let page: Page
let workbench: Workbench
let complaints: Complaints

beforeAll(async () => {
  ;[folder, browser] = await Promise.all([temporaryFolder(), launchChromium()])
  sluice = await startSluice({ dataDir: folder.path })
  ;({ page, complaints } = await openPage(browser, sluice.url))
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  workbench = new Workbench(page)
  await workbench.explorer.waitFor()
  await workbench.editor.waitFor()
  await command('Show the tour')
  await toPane('tour')
  await press('Enter')
})

afterAll(async () => {
  await browser.close()
  await sluice.stop()
  await folder[Symbol.asyncDispose]()
})

const press = (keys: string) => page.keyboard.press(keys)

async function command(title: string): Promise<void> {
  await press('ControlOrMeta+K')
  await page.getByRole('combobox', { name: 'Type a command' }).waitFor()
  await page.keyboard.type(title)
  await page.getByRole('option', { name: title }).first().waitFor()
  await press('Enter')
}

const pane = () =>
  page.evaluate<string>('document.activeElement.closest("[data-pane]")?.dataset.pane ?? ""')

/** Goes from pane to pane until it is the one. */
async function toPane(name: string): Promise<void> {
  for (let step = 0; step < 12; step++) {
    if ((await pane()) === name) return
    await press('F6')
  }
  throw new Error(`F6 does not come to ${name}.`)
}

/** The focus is somewhere, on screen, and drawn: an outline, a caret, or a marked row. */
async function expectFocusSeen(): Promise<void> {
  const seen = await page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body) return 'lost'
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
    const isTyped = element.matches('textarea, input')
    const isMarked = element.querySelector('[data-focused], [aria-selected="true"]') !== null
    const hasOutline = outlineStyle !== 'none' && outlineWidth !== '0px'
    return hasOutline || boxShadow !== 'none' || isTyped || isMarked ? 'seen' : element.outerHTML
  })
  expect(seen).toBe('seen')
}

/** Types a statement into the editor of the tab in front. */
async function type(sql: string): Promise<void> {
  await until(
    'in the editor',
    async () => {
      if (!(await workbench.editor.evaluate((box) => box === document.activeElement)))
        await press('F6')
      return workbench.editor.evaluate((box) => box === document.activeElement)
    },
    (isThere) => isThere,
  )
  await press('ControlOrMeta+A')
  await page.keyboard.insertText(sql)
}

async function toGrid(): Promise<void> {
  for (let step = 0; step < 12 && !(await isInGrid()); step++) await press('F6')
  expect(await isInGrid()).toBe(true)
}

const isInGrid = () =>
  page.evaluate<boolean>('document.activeElement.closest("[role=grid]") !== null')

test('5: the tree opens, is searched and leads to a table', async () => {
  await toPane('explorer')
  await until(
    'the search has the focus',
    async () => {
      if (await page.evaluate<boolean>('document.activeElement.type === "search"')) return true
      await press('Shift+Tab')
      return false
    },
    (isThere) => isThere,
  )
  await press('ArrowDown')
  await press('Home')
  await press('ArrowRight')
  await workbench.treeItem('Tables').waitFor()
  await expectFocusSeen()
})

test('6, 7, 8: a table opens; its grid is moved through, searched, and its values are looked at', async () => {
  await type('select * from sales')
  await press('ControlOrMeta+Enter')
  await workbench.untilStatus(/200,000 rows in/)
  await toGrid()
  await press('ControlOrMeta+Home')
  await expectFocusSeen()
  await press('ControlOrMeta+End')
  await workbench.row(200_000).waitFor()
  await press('ControlOrMeta+G')
  await page.keyboard.type('1000')
  await press('Enter')
  await workbench.row(1_000).waitFor()
  await press('ControlOrMeta+F')
  await page.keyboard.type('7')
  await press('Enter')
  await page
    .getByText(/of [\d,]+/)
    .first()
    .waitFor()
  await press('Escape')
  await until('back in the grid', isInGrid, (isThere) => isThere)
})

test('9: cells are selected and copied', async () => {
  await toGrid()
  await press('ControlOrMeta+Home')
  await press('Shift+ArrowDown')
  await press('Shift+ArrowRight')
  await press('ControlOrMeta+C')
  await until(
    'copied',
    () => page.evaluate(() => navigator.clipboard.readText()),
    (copied) => copied.split('\n').length >= 2 && copied.includes('\t'),
  )
})

test('10, 11, 12: a tab opens, one of two statements runs, an error is told', async () => {
  await command('New tab')
  await workbench.editor.waitFor()
  await type('select 1 as one;\nselect 2 as two')
  await press('ControlOrMeta+Enter')
  await workbench.untilStatus(/1 row in/)
  await workbench.grid.getByRole('columnheader', { name: /^two/ }).waitFor()
  await press('ControlOrMeta+Shift+Enter')
  await page.getByRole('tab', { name: 'Result 2' }).waitFor()
  await type('select from where')
  await press('ControlOrMeta+Enter')
  await workbench.untilStatus(/failed/i)
  // One goes on typing where one was.
  expect(await workbench.editor.evaluate((box) => box === document.activeElement)).toBe(true)
})

test('13: what runs is cancelled by Esc', async () => {
  await type('with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n')
  await press('ControlOrMeta+Enter')
  await page.getByRole('button', { name: 'Cancel', exact: true }).waitFor()
  await page.waitForTimeout(500)
  // The first may close what the editor suggests.
  await press('Escape')
  await press('Escape')
  await workbench.untilStatus(/cancelled/i)
})

test('the focus is never lost: every Tab leads to something that shows it', async () => {
  for (let step = 0; step < 40; step++) {
    await press('Tab')
    await expectFocusSeen()
  }
})

test.each([
  ['light', { colorScheme: 'light', contrast: 'no-preference' }],
  ['dark', { colorScheme: 'dark', contrast: 'no-preference' }],
  ['high contrast', { colorScheme: 'dark', contrast: 'more' }],
] as const)(
  'in %s, the window follows the system and is read by everybody',
  async (theme, media) => {
    await page.emulateMedia(media)
    await expect
      .poll(() => page.evaluate('document.documentElement.dataset.theme'))
      .toBe(theme === 'high contrast' ? 'contrast-dark' : theme)
    expect(await axeViolations(page)).toEqual([])
  },
)

test('at 200 % zoom, nothing is clipped that cannot be scrolled to', async () => {
  // A window of 1280 × 800 at 200 % has as many CSS pixels.
  await page.setViewportSize({ width: 640, height: 400 })
  await workbench.editor.waitFor()
  const clipped = await page.evaluate(() => {
    const isScrolled = ({ parentElement }: Element): boolean =>
      parentElement !== null &&
      (/auto|scroll/.test(getComputedStyle(parentElement).overflowX) || isScrolled(parentElement))
    return [...document.querySelectorAll<HTMLElement>('button, label, [role=tab], h1, h2')]
      .filter((element) => {
        const { width, height, right, left, bottom } = element.getBoundingClientRect()
        if (width === 0 || height === 0 || isScrolled(element)) return false
        return right > innerWidth + 1 || left < -1 || bottom > innerHeight + 1
      })
      .map((element) => element.outerHTML.slice(0, 200))
  })
  expect(clipped).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(640)
  await page.setViewportSize({ width: 1280, height: 800 })
  expect(complaints).toEqual([])
})
