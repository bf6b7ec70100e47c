import { expect, test } from 'vitest'
import { shownTheme } from './shownTheme.ts'

test.each([
  [{ isDark: false, isOfHighContrast: false }, 'light'],
  [{ isDark: true, isOfHighContrast: false }, 'dark'],
  [{ isDark: false, isOfHighContrast: true }, 'contrast-light'],
  [{ isDark: true, isOfHighContrast: true }, 'contrast-dark'],
] as const)('as the system: %o is %s', (system, theme) => {
  expect(shownTheme('system', system)).toBe(theme)
})

test('a chosen theme stands whatever the system says', () => {
  expect(shownTheme('light', { isDark: true, isOfHighContrast: true })).toBe('light')
})
