import { expect, test, vi } from 'vitest'
import { NO_SESSION } from '../../contract/noSession.ts'
import type { EditorTab } from '../../contract/workspace.ts'
import { Journal } from './Journal.ts'

/** A journal over a disk that answers when told to, with timers run by hand. */
function journalOnHeldDisk() {
  const texts = new Map<string, string>()
  const writes: { text: string; done: () => void; fail: () => void }[] = []
  const timers = new Map<() => void, number>()
  const onFailed = vi.fn()
  const journal = new Journal<EditorTab>({
    read: (id) => (texts.has(id) ? tabOf(id, texts.get(id) ?? '') : null),
    save: ({ text }) =>
      new Promise((resolve, reject) => {
        writes.push({ text, done: resolve, fail: () => reject(new Error('disk full')) })
      }),
    onFailed,
    setTimer: (callback, delayMs) => {
      timers.set(callback, delayMs)
      return () => timers.delete(callback)
    },
  })
  const type = (id: string, text: string): void => {
    texts.set(id, text)
    journal.touch(id)
  }
  const elapse = (): void => {
    const due = [...timers.keys()]
    timers.clear()
    for (const callback of due) callback()
  }
  return { journal, type, elapse, texts, writes, timers, onFailed }
}

const tabOf = (id: string, text: string): EditorTab => {
  return {
    id,
    title: '',
    profileId: null,
    text,
    cursorOffset: 0,
    position: 0,
    savedId: null,
    ...NO_SESSION,
    charts: null,
  }
}
const settled = () => new Promise((resolve) => setTimeout(resolve))

test('a burst of keystrokes is one write, begun 200 ms after the first', () => {
  const { type, elapse, writes, timers } = journalOnHeldDisk()
  type('a', 's')
  type('a', 'se')
  type('a', 'sel')
  expect([...timers.values()]).toEqual([200])
  elapse()
  expect(writes.map(({ text }) => text)).toEqual(['sel'])
})

test('what is typed while a write is under way is written after it', async () => {
  const { type, elapse, writes } = journalOnHeldDisk()
  type('a', 'one')
  elapse()
  type('a', 'one two')
  elapse()
  expect(writes).toHaveLength(1)
  writes[0]?.done()
  await settled()
  expect(writes.map(({ text }) => text)).toEqual(['one', 'one two'])
})

test('a write that failed is told and tried again', async () => {
  const { type, elapse, writes, timers, onFailed } = journalOnHeldDisk()
  type('a', 'text')
  elapse()
  writes[0]?.fail()
  await settled()
  expect(onFailed).toHaveBeenCalledOnce()
  expect([...timers.values()]).toEqual([1_000])
  elapse()
  expect(writes.map(({ text }) => text)).toEqual(['text', 'text'])
})

test('flush writes at once what was waiting', () => {
  const { journal, type, writes, timers } = journalOnHeldDisk()
  type('a', 'first')
  type('b', 'second')
  journal.flush()
  expect(writes.map(({ text }) => text)).toEqual(['first', 'second'])
  expect(timers.size).toBe(0)
})

test('a closed tab is not written any more', () => {
  const { type, elapse, texts, writes } = journalOnHeldDisk()
  type('a', 'text')
  texts.delete('a')
  elapse()
  expect(writes).toEqual([])
})
