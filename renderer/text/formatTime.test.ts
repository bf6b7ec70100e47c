import { afterEach, expect, test } from 'vitest'
import { formatMoment, formatTime } from './formatTime.ts'
import { useLanguage } from './language.ts'

const atMs = new Date(2026, 2, 4, 15, 6, 7).getTime()

afterEach(() => useLanguage.getState().setLanguage('en'))

test('times are written as the language of the window writes them', () => {
  useLanguage.getState().setLanguage('en')
  expect(formatTime(atMs)).toBe('15:06:07')
  expect(formatMoment(atMs)).toContain('Mar 4, 2026')
  useLanguage.getState().setLanguage('zh-CN')
  expect(formatMoment(atMs)).toContain('2026年3月4日')
})
