import { expect, test } from 'vitest'
import type { ChartSettings } from '../../contract/charts.ts'
import type { Column } from '../../contract/columns.ts'
import { settingsFor, withSettings } from './keptSettings.ts'

const column = (name: string, kind: 'text' | 'int32' | 'int64'): Column => ({
  ...{ name, type: { kind }, serverType: kind },
})
const [city, total, tax] = [
  column('city', 'text'),
  column('total', 'int64'),
  column('tax', 'int32'),
]
const bars: ChartSettings = {
  ...{ kind: 'bar', x: 0, values: [1], series: null, aggregate: 'sum', isLocal: false },
}

test('what was chosen is there again for the same columns, each shape with its own', () => {
  const pie: ChartSettings = { ...bars, kind: 'pie' }
  const chosen = withSettings(withSettings([], [city, total], bars), [city, total, tax], pie)
  expect(settingsFor(chosen, [city, total])).toBe(bars)
  expect(settingsFor(chosen, [city, total, tax])).toBe(pie)
  expect(withSettings(chosen, [city, total], pie)).toHaveLength(2)
})

test('for other columns it holds where those that are drawn are still there, at other places', () => {
  const chosen = withSettings([], [city, total], bars)
  expect(settingsFor(chosen, [tax, total, city])).toEqual({ ...bars, x: 2, values: [1] })
  expect(settingsFor(chosen, [city, tax])).toBeUndefined()
  expect(settingsFor(chosen, [city, column('total', 'int32')])).toBeUndefined()
  expect(settingsFor([], [city, total])).toBeUndefined()
})

test('of many shapes the oldest go', () => {
  const names = Array.from({ length: 30 }, (_, index) => column(`c${index}`, 'int32'))
  const chosen = names.reduce<ReturnType<typeof withSettings>>(
    (kept, each) => withSettings(kept, [each], bars),
    [],
  )
  expect(chosen).toHaveLength(20)
  expect(chosen.at(-1)!.columns[0]!.name).toBe('c29')
})
