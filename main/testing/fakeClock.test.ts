import { expect, test } from 'vitest'
import { FakeClock } from './fakeClock.ts'

test('runs timers in the order they fall due, and those of one moment as they were set', async () => {
  const clock = new FakeClock()
  const rung: string[] = []
  clock.setTimer(() => rung.push('late'), 20)
  clock.setTimer(() => rung.push('first'), 10)
  clock.setTimer(() => rung.push('second'), 10)

  await clock.advance(20)

  expect(rung).toEqual(['first', 'second', 'late'])
})

test('a timer set by what a timer resolved runs in the same advance, at its own time', async () => {
  const clock = new FakeClock()
  const sleep = (ms: number) => new Promise<void>((resolve) => clock.setTimer(resolve, ms))
  const moments: number[] = []
  const work = async () => {
    for (let round = 0; round < 3; round++) {
      await sleep(100)
      moments.push(clock.now())
    }
  }
  void work()

  await clock.advance(1_000)

  expect(moments).toEqual([100, 200, 300])
  expect(clock.now()).toBe(1_000)
})

test('a cancelled timer does not run and is not counted', async () => {
  const clock = new FakeClock()
  let isRung = false
  const cancel = clock.setTimer(() => (isRung = true), 10)
  expect(clock.timerCount).toBe(1)

  cancel()
  cancel()
  await clock.advance(10)

  expect(isRung).toBe(false)
  expect(clock.timerCount).toBe(0)
})
