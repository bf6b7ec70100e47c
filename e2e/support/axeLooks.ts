import type { Page } from 'playwright-core'
import { axeViolations } from './axeViolations.ts'

const LOOKS = [
  ['light', { colorScheme: 'light', contrast: 'no-preference' }],
  ['dark', { colorScheme: 'dark', contrast: 'no-preference' }],
  ['high contrast, light', { colorScheme: 'light', contrast: 'more' }],
  ['high contrast, dark', { colorScheme: 'dark', contrast: 'more' }],
] as const

/** All that axe finds in the view in front: everything in light, what a theme can change in the others. */
export async function axeInAllLooks(
  page: Page,
  view: string,
  options: { without?: string[] } = {},
): Promise<string[]> {
  const found: string[] = []
  for (const [look, media] of LOOKS) {
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' })
    const only = look === 'light' ? options : { only: ['color-contrast'] }
    for (const violation of await axeViolations(page, only))
      found.push(`${view}, ${look}: ${violation}`)
  }
  await page.emulateMedia({ ...LOOKS[0][1], reducedMotion: 'reduce' })
  return found
}
