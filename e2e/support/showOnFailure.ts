import { afterEach } from 'vitest'
import { openPages } from './browser.ts'

/** What the windows showed when a test failed: whoever reads of it later was not there. */
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const page of openPages()) {
    const { title, focus } = await page.evaluate(() => ({
      title: document.title,
      focus: document.activeElement?.outerHTML.slice(0, 200),
    }))
    const shown = await page.locator('body').ariaSnapshot({ timeout: 5_000 })
    console.error(`“${title}” when “${task.name}” failed, the focus on ${focus}:\n${shown}`)
  }
})
