import { expect, test } from 'vitest'
import { momentTick, momentTicks } from './momentTicks.ts'

const at = (text: string) => Date.parse(text)
const HOUR = 3_600_000

test('ticks are round in the zone they are shown in', () => {
  const [from, to] = [at('2026-03-14T10:05:00Z'), at('2026-03-14T22:05:00Z')]
  const written = (zone: string) =>
    momentTicks(from, to, 6, zone).map((tick) => momentTick(tick, to - from, zone))
  expect(written('UTC')).toEqual(['12:00', '14:00', '16:00', '18:00', '20:00', '22:00'])
  expect(written('Asia/Kathmandu')).toEqual(['16:00', '18:00', '20:00', '22:00', '00:00', '02:00'])
})

test('a tick tells as much as the span needs', () => {
  const moment = at('2026-03-14T10:05:07.125Z')
  expect(
    [5_000, 60_000, HOUR, 48 * HOUR, 200 * HOUR, 20_000 * HOUR].map((span) =>
      momentTick(moment, span, 'UTC'),
    ),
  ).toEqual(['10:05:07.125', '10:05:07', '10:05', '03-14 10:05', '2026-03-14', '2026-03'])
})

test('a span of nothing has one tick', () => {
  expect(momentTicks(7, 7, 5, 'UTC')).toEqual([7])
})
