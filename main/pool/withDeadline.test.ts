import { expect, test } from 'vitest'
import { FakeClock } from '../testing/fakeClock.ts'
import { withDeadline } from './withDeadline.ts'

const never = () => new Promise<never>(() => {})

test('gives what the work gives, and leaves no timer', async () => {
  const { clock, run } = setUp()
  expect(await run(async () => 42)).toBe(42)
  expect(clock.timerCount).toBe(0)
})

test('passes the error of the work on, also when it throws at once', async () => {
  const { clock, run } = setUp()
  const throwing = run(() => {
    throw new Error('at once')
  })
  await expect(throwing).rejects.toThrow('at once')
  expect(clock.timerCount).toBe(0)
})

test('rejects when the time is over, and tells the work', async () => {
  const { clock, run } = setUp()
  let seen: AbortSignal | undefined
  const outcome = expect(
    run((signal) => {
      seen = signal
      return never()
    }),
  ).rejects.toThrow('too late')
  await clock.advance(100)
  await outcome
  expect(seen!.aborted).toBe(true)
  expect(clock.timerCount).toBe(0)
})

test('rejects with the signal’s reason when the caller gives up, before or meanwhile', async () => {
  const { clock, caller, run } = setUp()
  const outcome = expect(run(never)).rejects.toThrow('gave up')
  caller.abort(new Error('gave up'))
  await outcome
  await expect(run(never)).rejects.toThrow('gave up')
  expect(clock.timerCount).toBe(0)
})

test('hands a late value to be discarded, exactly once and before it says that all has ended', async () => {
  const { clock, run, told } = setUp()
  const late = Promise.withResolvers<number>()
  const outcome = expect(run(() => late.promise)).rejects.toThrow('too late')
  await clock.advance(100)
  await outcome
  expect(told).toEqual([])

  late.resolve(42)
  await clock.settle()

  expect(told).toEqual(['discarded 42', 'settled'])
})

test('a late error is nobody’s', async () => {
  const { clock, run, told } = setUp()
  const late = Promise.withResolvers<number>()
  const outcome = expect(run(() => late.promise)).rejects.toThrow('too late')
  await clock.advance(100)
  await outcome

  late.reject(new Error('aborted'))
  await clock.settle()

  expect(told).toEqual(['settled'])
})

function setUp() {
  const clock = new FakeClock()
  const caller = new AbortController()
  const told: string[] = []
  const run = <T>(work: (signal: AbortSignal) => Promise<T>) =>
    withDeadline({
      clock,
      limitMs: 100,
      signal: caller.signal,
      onLimit: () => new Error('too late'),
      work,
      discard: (value) => told.push(`discarded ${String(value)}`),
      onSettled: () => told.push('settled'),
    })
  return { clock, caller, told, run }
}
