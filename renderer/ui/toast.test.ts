import { expect, test, vi } from 'vitest'
import { holdToast, letToastGo, type Toast, toast, useToasts, withToast } from './toast.ts'

const said = (id: number, message: string, about: string | null = null): Toast => ({
  id,
  severity: 'error',
  message,
  about,
})
const add = (...toasts: Toast[]) =>
  toasts.reduce<readonly Toast[]>(withToast, []).map(({ id }) => id)

test('the same said several times is shown once', () => {
  expect(add(said(1, 'The disk is full.'), said(2, 'other'), said(3, 'The disk is full.'))).toEqual(
    [2, 3],
  )
})

test('a newer word on the same takes the place of the older', () => {
  expect(
    add(said(1, '3 waiting', 'alert'), said(2, 'other'), said(3, '7 waiting', 'alert')),
  ).toEqual([2, 3])
})

test('three are shown at most, the latest', () => {
  expect(add(said(1, 'a'), said(2, 'b'), said(3, 'c'), said(4, 'd'))).toEqual([2, 3, 4])
})

test('it goes after its time, errors later, and stays while somebody is at it', () => {
  vi.useFakeTimers()
  const shown = () => useToasts.getState().toasts.map(({ message }) => message)
  toast('Saved.')
  toast('The disk is full.', 'error')
  vi.advanceTimersByTime(4_000)
  expect(shown()).toEqual(['The disk is full.'])
  const [full] = useToasts.getState().toasts
  holdToast(full!.id)
  vi.advanceTimersByTime(60_000)
  expect(shown()).toEqual(['The disk is full.'])
  letToastGo(full!)
  vi.advanceTimersByTime(11_999)
  expect(shown()).toEqual(['The disk is full.'])
  vi.advanceTimersByTime(1)
  expect(shown()).toEqual([])
  vi.useRealTimers()
})
