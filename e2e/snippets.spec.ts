import { beforeAll, beforeEach, expect, test } from 'vitest'
import { sharedWorkbench, type SharedWorkbench } from './support/shared.ts'

let opened: SharedWorkbench

beforeAll(async () => {
  opened = await sharedWorkbench()
})
beforeEach(async () => {
  await opened.workbench.newTab()
  await opened.workbench.chooseProfile('Sample')
  await opened.workbench.editor.focus()
})

const popup = () => opened.page.locator('.suggest-widget.visible')
const option = (name: RegExp) => popup().getByRole('option', { name })
const type = (text: string) => opened.page.keyboard.type(text, { delay: 20 })

/** Without it, Esc would leave the places of the snippet. */
async function closePopup(): Promise<void> {
  await popup().waitFor()
  await opened.page.keyboard.press('Escape')
  await popup().waitFor({ state: 'hidden' })
}

test('a built-in snippet is offered, and Tab goes from place to place', async () => {
  const { page, workbench } = opened
  await type('upd')
  await option(/^upd, update … set/)
    .or(option(/^upd\b/))
    .first()
    .click()
  await expect
    .poll(() => workbench.editorText())
    .toBe('update table\nset column = value\nwhere condition')
  await type('barges')
  await closePopup()
  await page.keyboard.press('Tab')
  await type('name')
  await closePopup()
  await page.keyboard.press('Tab')
  await type("'x")
  await expect
    .poll(() => workbench.editorText())
    .toBe("update barges\nset name = 'x'\nwhere condition")
})

test('one of the user’s own is made in the dialog and offered', async () => {
  const { page, workbench } = opened
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Snippets')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Snippets' })
  await dialog.getByRole('button', { name: 'New snippet' }).click()
  await dialog.getByRole('textbox', { name: 'Short word' }).fill('top7')
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('The first seven')
  await dialog.getByRole('textbox', { name: /^Text/ }).fill('select * from ${1:barges} limit 7$0')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'hidden' })

  await workbench.editor.focus()
  await type('top7')
  await option(/^top7\b/).click()
  await expect.poll(() => workbench.editorText()).toBe('select * from barges limit 7')
  // What the snippet selected to be typed over would be run alone.
  await page.keyboard.press('End')
  await page.keyboard.press('Control+Enter')
  await workbench.untilStatus(/^7 rows in /)
  expect(opened.complaints).toEqual([])
})
