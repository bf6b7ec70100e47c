import type { Locator } from 'playwright-core'
import { until } from './until.ts'

/**
 * Chooses in a list that unfolds, and waits until the list has the focus again, which it takes back a moment after it
 * closed: what is typed elsewhere before that is typed into the list.
 */
export async function chooseOption(list: Locator, option: string | RegExp): Promise<void> {
  await list.click()
  await list.page().getByRole('option', { name: option, exact: true }).click()
  await until(
    'the focus to come back to the list',
    () => list.evaluate((element) => element === document.activeElement),
    (isBack) => isBack,
  )
}
