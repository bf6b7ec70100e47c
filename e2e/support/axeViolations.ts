import axe from 'axe-core'
import type { Page } from 'playwright-core'

type InPage = {
  run(context: { exclude: string[][] }): Promise<{
    violations: { id: string; nodes: { html: string; failureSummary: string }[] }[]
  }>
}

/** What axe finds wrong with the page as it stands. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { axe: inPage } = globalThis as unknown as { axe: InPage }
    // A handle between two landmarks is in neither.
    const { violations } = await inPage.run({ exclude: [['[role=separator]']] })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    )
  })
}
