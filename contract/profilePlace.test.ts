import { expect, test } from 'vitest'
import { comparePlaces, isInFolder, tidyFolder } from './profilePlace.ts'

const at = (folder: string, name: string, position: number | null = null) => ({
  folder,
  name,
  position,
})

test('a folder’s path is written in one way', () => {
  expect(tidyFolder(' Work / Orders //')).toBe('Work/Orders')
  expect(tidyFolder(' / ')).toBe('')
})

test('a folder holds what is in it, not what begins alike', () => {
  expect(isInFolder('Work/Orders', 'Work')).toBe(true)
  expect(isInFolder('Work', 'Work')).toBe(true)
  expect(isInFolder('Workshop', 'Work')).toBe(false)
})

test('folders come first, then what was put somewhere, then the rest by name', () => {
  const places = [
    at('', 'zebra', 0),
    at('', 'db 10'),
    at('Work/Old', 'x'),
    at('', 'db 2'),
    at('Work', 'b'),
    at('Work', 'a'),
    at('Home', 'h', 3),
    at('', 'yak', 1),
  ]
  expect(places.toSorted(comparePlaces).map(({ folder, name }) => `${folder}:${name}`)).toEqual([
    'Home:h',
    'Work/Old:x',
    'Work:a',
    'Work:b',
    ':zebra',
    ':yak',
    ':db 2',
    ':db 10',
  ])
})

test('folders that only differ in case stay apart', () => {
  const places = [at('a', '1'), at('A', '2'), at('a', '3')]
  const folders = places.toSorted(comparePlaces).map(({ folder }) => folder)
  expect(new Set([folders.indexOf('a'), folders.lastIndexOf('a')]).size).toBe(2)
  expect(folders.lastIndexOf('a') - folders.indexOf('a')).toBe(1)
})
