import { describe, expect, test } from 'vitest'
import { mergeText } from './mergeText.ts'

describe('a tab that another window saved', () => {
  const merge = (base: string | undefined, ours: string, theirs: string, isUnsaved = false) =>
    mergeText({ base, ours, theirs, isUnsaved })

  test('is followed where nothing was typed here', () => {
    expect(merge('a', 'a', 'b')).toBe('theirs')
    expect(merge('a', 'a', 'b', true)).toBe('theirs')
    expect(merge('a', 'a', 'a')).toBe('theirs')
  })

  test('is saved over where only this window typed', () => {
    expect(merge('a', 'b', 'a', true)).toBe('ours')
    expect(merge('a', 'b', 'a')).toBe('ours')
  })

  test('is the same where both typed the same; what else is unsaved here stays', () => {
    expect(merge('a', 'b', 'b')).toBe('theirs')
    expect(merge('a', 'b', 'b', true)).toBe('ours')
  })

  test('is two tabs where each typed something else', () => {
    expect(merge('a', 'b', 'c', true)).toBe('both')
    expect(merge(undefined, 'b', 'c')).toBe('both')
  })
})
