import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RingBuffer } from './RingBuffer.ts'

test('holds the newest items, oldest first, as an array cut at its front would', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.array(fc.nat(), { maxLength: 30 }),
      fc.nat({ max: 10 }),
      (capacity, items, limit) => {
        const ring = new RingBuffer<number>(capacity)
        for (const item of items) ring.push(item)

        const kept = items.slice(-capacity)
        expect(ring.latest()).toEqual(kept)
        expect(ring.latest(limit)).toEqual(limit === 0 ? [] : kept.slice(-limit))
        expect(ring.last()).toBe(kept.at(-1))
      },
    ),
  )
})
