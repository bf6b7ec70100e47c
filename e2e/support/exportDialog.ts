import type { Locator, Page } from 'playwright-core'
import { chooseOption } from './chooseOption.ts'

/** The dialog in which a result is written to a file, as a user handles it. */
export class ExportDialog {
  readonly dialog: Locator
  readonly path: Locator

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Export' })
    this.path = this.dialog.getByRole('textbox', { name: 'Path' })
  }

  static async open(page: Page): Promise<ExportDialog> {
    const opened = new ExportDialog(page)
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    await opened.dialog.waitFor()
    return opened
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true })
  }

  async chooseFile(path: string): Promise<void> {
    await chooseOption(
      this.dialog.getByRole('combobox', { name: 'Target' }),
      'File on this computer',
    )
    await this.path.fill(path)
  }

  /** Begins to write; with a path, to a file of this computer instead of a download. */
  async start(path?: string): Promise<void> {
    if (path !== undefined) await this.chooseFile(path)
    await this.button('Export').click()
  }

  /** What is said of the failure of an export. */
  async failure(): Promise<string> {
    const alert = this.dialog.getByRole('alert')
    await alert.waitFor({ timeout: 30_000 })
    return alert.innerText()
  }

  /** Waits until so much has been written that there is a part to leave behind. */
  async untilWriting(): Promise<void> {
    await this.dialog.getByText(/^[1-9][\d,]* rows of /).waitFor()
  }

  async close(): Promise<void> {
    await this.button('Close').last().click()
    await this.dialog.waitFor({ state: 'hidden' })
  }
}
