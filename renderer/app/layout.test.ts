import { expect, test } from 'vitest'
import {
  isLayout,
  isPanelShown,
  narrowed,
  placeOf,
  USUAL_LAYOUT,
  widened,
  withHidden,
  withMoved,
  withOnlyNew,
  withShown,
} from './layout.ts'

test('a panel takes the place of another that stands at the same side', () => {
  const layout = withShown(USUAL_LAYOUT, 'history')
  expect(layout.shown).toEqual({ left: 'history', right: null, bottom: null })
  expect(isPanelShown(layout, 'explorer')).toBe(false)
})

test('a panel that is moved is shown there, and no longer where it was', () => {
  const layout = withMoved(USUAL_LAYOUT, 'explorer', 'right')
  expect(layout.shown).toEqual({ left: null, right: 'explorer', bottom: null })
  expect(placeOf(layout, 'explorer')).toBe('right')
})

test('moving a hidden panel leaves the shown one of its side alone', () => {
  const layout = withMoved(USUAL_LAYOUT, 'history', 'bottom')
  expect(layout.shown).toEqual({ left: 'explorer', right: null, bottom: 'history' })
})

test('the monitor comes from the tabs to a side and back', () => {
  const beside = withMoved(USUAL_LAYOUT, 'monitor', 'right')
  expect(isPanelShown(beside, 'monitor')).toBe(true)
  const back = withMoved(beside, 'monitor', 'tab')
  expect(isPanelShown(back, 'monitor')).toBe(false)
  expect(back.shown.right).toBeNull()
})

test('hiding what is not shown changes nothing', () => {
  expect(withHidden(USUAL_LAYOUT, 'history')).toBe(USUAL_LAYOUT)
})

test('a narrow window shows no panel by itself, and the last one that was asked for', () => {
  const narrow = narrowed(withMoved(USUAL_LAYOUT, 'history', 'bottom'))
  expect(narrow.shown).toEqual({ left: null, right: null, bottom: null })
  const first = withOnlyNew(narrow, withShown(narrow, 'explorer'))
  expect(first.shown).toEqual({ left: 'explorer', right: null, bottom: null })
  const second = withOnlyNew(first, withShown(first, 'history'))
  expect(second.shown).toEqual({ left: null, right: null, bottom: 'history' })
  expect(withOnlyNew(second, withHidden(second, 'history')).shown.bottom).toBeNull()
})

test('wide again, a window shows what it did, with panels where they were moved to', () => {
  const narrow = withMoved(narrowed(USUAL_LAYOUT), 'saved', 'right')
  const wide = widened(USUAL_LAYOUT, narrow)
  expect(wide.shown).toEqual(USUAL_LAYOUT.shown)
  expect(placeOf(wide, 'saved')).toBe('right')
})

test('what a window kept is taken where it is a layout of this version', () => {
  expect(isLayout(JSON.parse(JSON.stringify(USUAL_LAYOUT)))).toBe(true)
  const others: unknown[] = [
    null,
    'below',
    {},
    { ...USUAL_LAYOUT, results: 'above' },
    { ...USUAL_LAYOUT, places: { explorer: 'top' } },
    { ...USUAL_LAYOUT, shown: { left: 'explorer', right: null } },
    { ...USUAL_LAYOUT, sizes: { left: '272', right: 360, bottom: 260 } },
  ]
  expect(others.filter(isLayout)).toEqual([])
})
