import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AlertState, CLEAR, followAlert, isBeyond } from './followAlert.ts'

const limits = { isAbove: true, threshold: 90, clearAt: 70, forS: 3 }

/** One figure a second; gives the seconds at which something changed. */
function follow(values: readonly (number | null)[], rule = limits): string[] {
  let state: AlertState = CLEAR
  return values.flatMap((value, second) => {
    const step = followAlert(state, value, rule, second * 1_000)
    state = step.state
    return step.change ? [`${second} ${step.change}`] : []
  })
}

test('is raised once the figure stayed beyond for its time, and cleared once it stayed back', () => {
  expect(follow([95, 95, 95, 95, 95, 60, 60, 60, 60])).toEqual(['3 raised', '8 cleared'])
})

test('a peak shorter than its time raises nothing, and a dip shorter than it clears nothing', () => {
  expect(follow([95, 95, 95, 80, 95, 95, 95])).toEqual([])
  expect(follow([95, 95, 95, 95, 60, 60, 60, 75, 60, 60, 60])).toEqual(['3 raised'])
})

test('without a time, both come at once', () => {
  expect(follow([0, 1, 0, 1], { isAbove: true, threshold: 0, clearAt: 0, forS: 0 })).toEqual([
    '1 raised',
    '2 cleared',
    '3 raised',
  ])
})

test('a limit may be below, and no figure is a good one', () => {
  const below = { isAbove: false, threshold: 10, clearAt: 20, forS: 0 }
  expect(follow([30, 5, 15, null, 5, 25], below)).toEqual([
    '1 raised',
    '3 cleared',
    '4 raised',
    '5 cleared',
  ])
})

const anyValue = fc.option(fc.integer({ min: 0, max: 100 }), { freq: 10 })
const anyRule = fc
  .record({
    isAbove: fc.boolean(),
    low: fc.integer({ min: 0, max: 50 }),
    high: fc.integer({ min: 50, max: 100 }),
    forS: fc.integer({ min: 0, max: 6 }),
  })
  .map(({ isAbove, low, high, forS }) => ({
    isAbove,
    threshold: isAbove ? high : low,
    clearAt: isAbove ? low : high,
    forS,
  }))
/** Figures that stay a while, as those of a pool do. */
const anySeries = fc
  .array(fc.tuple(anyValue, fc.integer({ min: 1, max: 10 })), { maxLength: 60 })
  .map((parts) => parts.flatMap(([value, times]) => Array.from({ length: times }, () => value)))

test('whatever the figures are, it turns only after its whole time beyond the right limit, and in turns', () => {
  fc.assert(
    fc.property(anyRule, anySeries, (rule, series) => {
      let state: AlertState = CLEAR
      for (const [second, value] of series.entries()) {
        const before = state
        const step = followAlert(state, value, rule, second * 1_000)
        state = step.state
        expect(step.change !== null).toBe(before.isRaised !== state.isRaised)
        if (step.change === null) continue
        expect(step.change).toBe(state.isRaised ? 'raised' : 'cleared')
        const lately = series.slice(second - rule.forS, second + 1)
        expect(lately).toHaveLength(rule.forS + 1)
        for (const shown of lately) {
          if (state.isRaised) expect(isBeyond(shown, rule)).toBe(true)
          // Back, and not just no longer beyond: that is the hysteresis.
          else if (shown !== null && rule.isAbove) expect(shown).toBeLessThanOrEqual(rule.clearAt)
          else if (shown !== null) expect(shown).toBeGreaterThanOrEqual(rule.clearAt)
        }
      }
    }),
  )
})

test('figures between the two limits change nothing, however long they last', () => {
  fc.assert(
    fc.property(
      anyRule,
      fc.boolean(),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
      (rule, isRaised, places) => {
        const [low, high] = [rule.threshold, rule.clearAt].toSorted((a, b) => a - b)
        fc.pre(low !== high)
        let state: AlertState = { isRaised, turningSinceMs: null }
        for (const [second, place] of places.entries()) {
          // Neither limit itself: at the threshold it is not beyond, at the other it is back.
          const value = low! + (high! - low!) * (0.01 + place * 0.98)
          state = followAlert(state, value, rule, second * 1_000).state
          expect(state).toEqual({ isRaised, turningSinceMs: null })
        }
      },
    ),
  )
})
