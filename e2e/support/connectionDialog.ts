import type { Locator, Page } from 'playwright-core'

/** The dialog for a new connection as a user handles it. */
export class ConnectionDialog {
  readonly dialog: Locator
  readonly url: Locator

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'New connection' })
    this.url = this.dialog.getByRole('textbox', { name: 'Connection URL' })
  }

  static async open(page: Page): Promise<ConnectionDialog> {
    const opened = new ConnectionDialog(page)
    await page.getByRole('button', { name: 'New connection', exact: true }).first().click()
    await opened.dialog.waitFor()
    return opened
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true })
  }

  /** Tries a URL out, and gives what is said of the failure. */
  async failureOf(url: string): Promise<string> {
    await this.url.fill(url)
    await this.button('Test connection').click()
    const alert = this.dialog.getByRole('alert')
    await alert.waitFor()
    return alert.innerText()
  }

  /** Types a URL, and gives what is said at its field once it has been read. */
  async problemOf(url: string): Promise<string> {
    await this.url.fill('')
    await this.url.fill(url)
    await this.dialog.locator('input[aria-invalid=true]').waitFor()
    const noteId = await this.url.getAttribute('aria-describedby')
    return this.dialog.locator(`[id="${noteId}"]`).innerText()
  }

  async discard(page: Page): Promise<void> {
    await this.button('Cancel').click()
    await page.getByRole('button', { name: 'Discard' }).click()
    await this.dialog.waitFor({ state: 'hidden' })
  }
}
