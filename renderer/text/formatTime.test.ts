import { afterEach, expect, test } from 'vitest'
import { formatMoment, formatTime } from './formatTime.ts'
import { speak } from './language.ts'

const atMs = new Date(2026, 2, 4, 15, 6, 7).getTime()

afterEach(() => speak('en'))

test('times are written as the language of the window writes them', async () => {
  expect(formatTime(atMs)).toBe('15:06:07')
  expect(formatMoment(atMs)).toContain('Mar 4, 2026')
  await speak('zh-CN')
  expect(formatMoment(atMs)).toContain('2026年3月4日')
})
