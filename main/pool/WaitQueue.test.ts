import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Priority, type Waiter, WaitQueue } from './WaitQueue.ts'

test('gives out waiters of one priority in the order they came, whatever was removed between', () => {
  const operation = fc.oneof(
    fc.constant({ kind: 'push' as const }),
    fc.constant({ kind: 'shift' as const }),
    fc.record({ kind: fc.constant('remove' as const), at: fc.nat({ max: 50 }) }),
  )
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 80 }), (operations) => {
      const queue = new WaitQueue()
      const model: Waiter[] = []
      for (const step of operations) {
        if (step.kind === 'push') {
          const waiter = waiterOf('interactive', 0)
          queue.push(waiter)
          model.push(waiter)
        } else if (step.kind === 'shift') {
          expect(queue.shift()).toBe(model.shift() ?? null)
        } else if (step.at < model.length) {
          const [waiter] = model.splice(step.at, 1)
          expect(queue.remove(waiter!)).toBe(true)
          expect(queue.remove(waiter!)).toBe(false)
        }
        expect(queue.size).toBe(model.length)
        expect(queue.all()).toEqual(model)
      }
    }),
  )
})

test('serves a background waiter after interactive ones that came less than a second later', () => {
  const queue = new WaitQueue()
  const background = waiterOf('background', 0)
  const soonAfter = waiterOf('interactive', 900)
  const longAfter = waiterOf('interactive', 1_100)
  for (const waiter of [background, soonAfter, longAfter]) queue.push(waiter)

  expect(queue.inOrder()).toEqual([soonAfter, background, longAfter])
  expect([queue.shift(), queue.shift(), queue.shift(), queue.shift()]).toEqual([
    soonAfter,
    background,
    longAfter,
    null,
  ])
})

function waiterOf(priority: Priority, sinceMs: number): Waiter {
  const ignore = () => {}
  return {
    id: 1,
    label: '',
    ownerId: null,
    statement: null,
    priority,
    sinceMs,
    deadlineAtMs: sinceMs + 30_000,
    origin: null,
    nestedIn: null,
    resolve: ignore,
    reject: ignore,
    stopWatching: ignore,
    place: null,
  }
}
