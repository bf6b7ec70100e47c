import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { sharedWorkbench } from './support/shared.ts'
import { takePicture } from './support/takePicture.ts'
import { Workbench } from './support/workbench.ts'

let opened: Awaited<ReturnType<typeof sharedWorkbench>>
let first: Workbench
let second: Workbench
let other: Page

beforeAll(async () => {
  opened = await sharedWorkbench()
  first = opened.workbench
  await first.newTab()
  other = await opened.page.context().newPage()
  await other.goto(new URL('/', opened.page.url()).href)
  second = new Workbench(other)
  await second.ready()
})

const tab = (page: Page, name: string | RegExp) =>
  page.getByRole('tab', { name, ...(typeof name === 'string' && { exact: true }) })

test('what is typed in one window is soon in the other', async () => {
  await tab(opened.page, /^Query 1/).click()
  await tab(other, /^Query 1/).click()
  await first.type('select 111')
  await expect.poll(() => second.editorText()).toBe('select 111')
  await second.type('select 222')
  await expect.poll(() => first.editorText()).toBe('select 222')
  // The text of before is one step of undo away.
  await first.editor.focus()
  await opened.page.keyboard.press('ControlOrMeta+Z')
  await expect.poll(() => first.editorText()).toBe('select 111')
})

test('a tab that one window opens, names and closes does the same in the other', async () => {
  await first.newTab()
  await tab(other, /^Query 2/).waitFor()
  await tab(opened.page, /^Query 2/).dblclick()
  await opened.page.keyboard.type('orders')
  await opened.page.keyboard.press('Enter')
  await tab(other, /^orders/).waitFor()
  await tab(opened.page, /^orders/).click({ button: 'middle' })
  await tab(other, /^orders/).waitFor({ state: 'detached' })
})

test('what both type at the same time is kept twice', async () => {
  await tab(opened.page, /^Query 1/).click()
  await first.type('select 1')
  await expect.poll(() => second.editorText()).toBe('select 1')
  await Promise.all([first.type('select 111'), second.type('select 222')])
  const own = /^Query 1 \(2\)/
  await expect
    .poll(async () => (await tab(opened.page, own).count()) + (await tab(other, own).count()))
    .toBe(2)
  const pages = [opened.page, other]
  const texts = new Set<string>()
  for (const [index, window] of [first, second].entries()) {
    for (const name of [own, /^Query 1$|^Query 1\b(?!.*\(2\))/]) {
      await tab(pages[index]!, name).first().click()
      await expect.poll(() => window.editorText()).toMatch(/^select \d{3}$/)
      texts.add(await window.editorText())
    }
  }
  expect([...texts].toSorted()).toEqual(['select 111', 'select 222'])
  await takePicture(other, 'two-windows')
  expect(opened.complaints).toEqual([])
})
