import axe from 'axe-core'
import type { Page } from 'playwright-core'

type InPage = {
  run(
    context: { exclude: string[][] },
    options: { runOnly?: { type: 'rule'; values: string[] }; rules?: object },
  ): Promise<{
    violations: { id: string; nodes: { html: string; failureSummary: string }[] }[]
  }>
}

/** A theme that changed is followed by the next frame, and colours may fade into it. */
const stillPage = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })

/** What axe finds wrong with the page as it stands, by WCAG 2.2 too; with `only`, by these rules. */
export async function axeViolations(
  page: Page,
  { only, without = [] }: { only?: string[]; without?: string[] } = {},
): Promise<string[]> {
  await page.evaluate(axe.source)
  await stillPage(page)
  const rules = Object.fromEntries([
    // Off unless asked for.
    ['target-size', { enabled: true }],
    ...without.map((rule) => [rule, { enabled: false }]),
  ])
  const options = only ? { runOnly: { type: 'rule' as const, values: only } } : { rules }
  return page.evaluate(async (asked) => {
    const { axe: inPage } = globalThis as unknown as { axe: InPage }
    const { violations } = await inPage.run(
      // A handle between two landmarks is in neither.
      { exclude: [['[role=separator]']] },
      asked,
    )
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    )
  }, options)
}
