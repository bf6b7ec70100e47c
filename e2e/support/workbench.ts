import type { Locator, Page } from 'playwright-core'
import { chooseOption } from './chooseOption.ts'

/**
 * The workbench as a user handles it, by role and name. Each method does one user's task and waits
 * until the window shows that it is done.
 */
export class Workbench {
  readonly page: Page
  readonly explorer: Locator
  readonly editor: Locator
  readonly grid: Locator
  readonly resultStatus: Locator

  constructor(page: Page) {
    this.page = page
    this.explorer = page.getByRole('tree', { name: 'Explorer' })
    this.editor = page.getByRole('textbox', { name: 'SQL editor' })
    this.grid = page.getByRole('grid', { name: 'Results' })
    this.resultStatus = page.getByRole('status', { name: 'Result status' })
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  treeItem(name: string | RegExp): Locator {
    return this.explorer.getByRole('treeitem', { name })
  }

  /** Opens an item of the explorer and waits for what is inside. */
  async open(name: string | RegExp): Promise<void> {
    const item = this.treeItem(name).first()
    await item.click()
    if ((await item.getAttribute('aria-expanded')) !== 'true') {
      await this.page.keyboard.press('ArrowRight')
    }
  }

  async ready(): Promise<void> {
    await this.explorer.waitFor()
    await this.editor.waitFor()
    await this.skipTour()
  }

  /** As somebody does who knows the program. */
  async skipTour(): Promise<void> {
    const skip = this.button('Skip the tour')
    if (await skip.isVisible()) await skip.click()
  }

  async newTab(): Promise<void> {
    await this.button('New tab').click()
    await this.editor.waitFor()
  }

  /** Does what the palette offers under a title. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+K')
    const palette = this.page.getByRole('dialog')
    await palette.getByRole('combobox').fill(title)
    await palette.getByRole('option', { name: title }).first().click()
  }

  /** Replaces the text of the editor. */
  async type(sql: string): Promise<void> {
    await this.editor.focus()
    await this.page.keyboard.press('ControlOrMeta+A')
    await this.page.keyboard.insertText(sql)
  }

  /** What the editor holds; read from its lines, since the text box itself is virtual. */
  async editorText(): Promise<string> {
    const lines = await this.page.locator('.view-line').allInnerTexts()
    return lines.map((line) => line.replaceAll('\u00a0', ' ')).join('\n')
  }

  async run(sql: string): Promise<void> {
    await this.type(sql)
    await this.page.keyboard.press('ControlOrMeta+A')
    await this.button('Run').click()
  }

  /** Waits until the status line matches, such as `200,000 rows in 0.8 s`. */
  async untilStatus(pattern: RegExp, timeoutMs = 30_000): Promise<string> {
    await this.resultStatus.filter({ hasText: pattern }).waitFor({ timeout: timeoutMs })
    return (await this.resultStatus.textContent()) ?? ''
  }

  async runUntil(sql: string, status: RegExp): Promise<void> {
    await this.run(sql)
    await this.untilStatus(status)
  }

  /** Chooses the connection that the current tab runs on. */
  async chooseProfile(name: string | RegExp): Promise<void> {
    const chooser = this.page.getByRole('combobox', { name: 'Connection' })
    await chooseOption(chooser, name)
  }

  /** Adds a connection through the dialog's URL field. */
  async addConnection(url: string, name: string): Promise<void> {
    await this.button('New connection').first().click()
    const dialog = this.page.getByRole('dialog', { name: 'New connection' })
    await dialog.getByRole('textbox', { name: 'Connection URL' }).fill(url)
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'hidden' })
  }

  /** The grid's row that a screen reader would call by this number, counted from 1. */
  row(number: number): Locator {
    // The header is the first row of a grid.
    return this.grid.locator(`[role=row][aria-rowindex="${number + 1}"]`)
  }

  /** A cell by the number of its row, counted from 1, and the name at the top of its column. */
  async gridCell(rowNumber: number, columnName: string): Promise<Locator> {
    const header = this.grid.getByRole('columnheader', { name: new RegExp(`^${columnName}\\b`) })
    const position = await header.first().getAttribute('aria-colindex')
    return this.row(rowNumber).locator(`[role=gridcell][aria-colindex="${position}"]`)
  }

  async clickCell(
    rowNumber: number,
    columnName: string,
    options?: Parameters<Locator['click']>[0],
  ): Promise<void> {
    await (await this.gridCell(rowNumber, columnName)).click(options)
  }

  async cellText(rowNumber: number, columnName: string): Promise<string | null> {
    return (await this.gridCell(rowNumber, columnName)).textContent()
  }

  /** What is said below the grid of the cells that are selected. */
  selection(): Promise<string | null> {
    return this.page.getByRole('status', { name: 'Selection' }).textContent()
  }

  clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText())
  }

  /** The monitor's list of all pools; the monitor is in front. */
  async showAllPools(): Promise<Locator> {
    const list = this.page.getByRole('region', { name: 'All pools' })
    const back = this.button('All pools')
    await list.or(back).waitFor()
    if (await back.isVisible()) await back.click()
    return list
  }

  /** The page of a pool in the monitor, which is in front. */
  async showPool(pool: string): Promise<Locator> {
    const page = this.page.getByRole('region', { name: pool, exact: true })
    if (!(await page.isVisible())) {
      const list = await this.showAllPools()
      await list.getByRole('button', { name: pool, exact: true }).click()
    }
    await page.waitFor()
    return page
  }

  /** The figure of a pool as its page shows it. */
  async poolFigure(pool: string, figure: 'Active' | 'Idle' | 'Waiting'): Promise<number> {
    const region = await this.showPool(pool)
    return Number(await region.getByLabel(figure, { exact: true }).textContent())
  }
}
