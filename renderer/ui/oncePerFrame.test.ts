import { expect, test } from 'vitest'
import { oncePerFrame } from './oncePerFrame.ts'

/** Frames that are drawn when the test says so. */
function frames() {
  let waiting: (() => void) | null = null
  return {
    schedule: (callback: () => void) => {
      waiting = callback
      return () => {
        waiting = null
      }
    },
    draw() {
      const callback = waiting
      waiting = null
      callback?.()
    },
  }
}

test('a hundred values between two frames are handed over as one', () => {
  const { schedule, draw } = frames()
  const seen: number[] = []
  const { push } = oncePerFrame<number>(
    (_, next) => next,
    (value) => seen.push(value),
    schedule,
  )
  for (let value = 1; value <= 100; value++) push(value)
  expect(seen).toEqual([])
  draw()
  draw()
  expect(seen).toEqual([100])
  push(101)
  draw()
  expect(seen).toEqual([100, 101])
})

test('where none may be lost they come together', () => {
  const { schedule, draw } = frames()
  const seen: number[][] = []
  const { push } = oncePerFrame<number[]>(
    (waiting, next) => [...waiting, ...next],
    (values) => seen.push(values),
    schedule,
  )
  push([1])
  push([2])
  draw()
  expect(seen).toEqual([[1, 2]])
})

test('what is stopped hands nothing over any more', () => {
  const { schedule, draw } = frames()
  const seen: number[] = []
  const { push, stop } = oncePerFrame<number>(
    (_, next) => next,
    (value) => seen.push(value),
    schedule,
  )
  push(1)
  stop()
  draw()
  expect(seen).toEqual([])
})
