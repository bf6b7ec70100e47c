import type { Locator, Page } from 'playwright-core'
import { Workbench } from './workbench.ts'

/** The wizard, as a user handles it. */
export class ImportWizard {
  readonly dialog: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.dialog = page.getByRole('dialog', { name: /Import into/ })
  }

  async openFromPalette(): Promise<void> {
    await new Workbench(this.#page).command('Import into a new table')
    await this.dialog.waitFor()
  }

  async openFromMenu(item: Locator, entry: string): Promise<void> {
    await item.click({ button: 'right' })
    await this.#page.getByRole('menuitem', { name: entry }).click()
    await this.dialog.waitFor()
  }

  async choose(path: string): Promise<void> {
    await this.dialog.locator('input[type=file]').setInputFiles(path)
    await this.dialog
      .getByRole('region', { name: /First rows/ })
      .getByRole('table')
      .waitFor()
  }

  async press(name: string): Promise<void> {
    // The cross in the corner is called “Close” as well, and stands first.
    await this.dialog.getByRole('button', { name, exact: true }).last().click()
  }

  async field(name: string, value: string): Promise<void> {
    await this.dialog.getByRole('textbox', { name, exact: true }).fill(value)
  }

  async says(text: string | RegExp): Promise<void> {
    await this.dialog.getByText(text).first().waitFor()
  }
}
