import { expect, test } from 'vitest'
import { poolSettingsSchema } from './pools.ts'

const problems = (settings: unknown) =>
  poolSettingsSchema
    .safeParse(settings)
    .error?.issues.map(({ path, message }) => [path.join('.'), message])

test('settings left out have their usual values', () => {
  expect(poolSettingsSchema.parse({ max: 8 })).toEqual({
    min: 0,
    max: 8,
    acquireTimeoutMs: 30_000,
    idleTimeoutMs: 300_000,
    maxLifetimeMs: 1_800_000,
    validateAfterIdleMs: 500,
    healthCheckIntervalMs: 60_000,
    leakThresholdMs: 0,
    scaleUpAtPercent: 80,
    scaleDownAtPercent: 30,
    scaleAfterMs: 30_000,
  })
})

test('a value out of bounds is refused with its field, itself and the fix', () => {
  expect(problems({ min: -1 })).toEqual([
    ['min', 'min is -1. Give a whole number, from 0 to 1000.'],
  ])
  expect(problems({ max: 0, idleTimeoutMs: 1.5, leakThresholdMs: 'soon' })).toEqual([
    ['max', 'max is 0. Give a whole number, from 1 to 1000.'],
    ['idleTimeoutMs', 'idleTimeoutMs is 1.5. Give a whole number, 0 or more.'],
    ['leakThresholdMs', 'leakThresholdMs is "soon". Give a whole number, 0 or more.'],
  ])
})

test('settings that do not fit together are all refused, and none is corrected', () => {
  const wrong = {
    min: 6,
    max: 5,
    idleTimeoutMs: 10_000,
    maxLifetimeMs: 10_000,
    scaleUpAtPercent: 40,
    scaleDownAtPercent: 40,
  }
  expect(problems(wrong)).toEqual([
    ['min', 'min is 6, above max 5. Lower min or raise max.'],
    [
      'idleTimeoutMs',
      'idleTimeoutMs is 10000, not below maxLifetimeMs 10000. Lower it, or raise maxLifetimeMs.',
    ],
    [
      'scaleDownAtPercent',
      'scaleDownAtPercent is 40, not below scaleUpAtPercent 40. Lower it, or raise scaleUpAtPercent.',
    ],
  ])
  expect(problems({ idleTimeoutMs: 10_000, maxLifetimeMs: 0 })).toBeUndefined()
})

test('a setting that does not exist is refused instead of passed over', () => {
  expect(problems({ maximum: 5 })?.[0]?.[1]).toContain('"maximum"')
})
