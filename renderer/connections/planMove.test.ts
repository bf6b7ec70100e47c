import { describe, expect, test } from 'vitest'
import { comparePlaces } from '../../contract/profilePlace.ts'
import { foldersOf, planFolderMove, planMove, planStep, type Move } from './planMove.ts'

const one = (id: string, folder = '', position: number | null = null) => ({
  id,
  name: id,
  folder,
  position,
})

const after = (profiles: readonly ReturnType<typeof one>[], moves: readonly Move[]) =>
  profiles
    .map((profile) => ({ ...profile, ...moves.find(({ profileId }) => profileId === profile.id) }))
    .toSorted(comparePlaces)
    .map(({ id, folder }) => `${folder}:${id}`)

const byName = [one('a'), one('b'), one('c'), one('x', 'Work')]

describe('a connection', () => {
  test('is put before or after another, and the rest keep their order', () => {
    const toFront = planMove(byName, 'c', { beside: 'a', side: 'before' })
    expect(after(byName, toFront)).toEqual(['Work:x', ':c', ':a', ':b'])
    const behind = planMove(byName, 'a', { beside: 'b', side: 'after' })
    expect(after(byName, behind)).toEqual(['Work:x', ':b', ':a', ':c'])
  })

  test('put beside one in a folder goes into that folder', () => {
    const moves = planMove(byName, 'a', { beside: 'x', side: 'before' })
    expect(after(byName, moves)).toEqual(['Work:a', 'Work:x', ':b', ':c'])
  })

  test('put into a folder stands there by name, or last where places are fixed', () => {
    expect(planMove(byName, 'a', { folder: 'Work' })).toEqual([
      { profileId: 'a', folder: 'Work', position: null },
    ])
    const fixed = [one('a'), one('x', 'Work', 0), one('y', 'Work', 4)]
    expect(planMove(fixed, 'a', { folder: 'Work' })).toEqual([
      { profileId: 'a', folder: 'Work', position: 5 },
    ])
  })

  test('that is where it should go does not move', () => {
    expect(planMove(byName, 'x', { folder: 'Work' })).toEqual([])
    expect(planMove(byName, 'a', { beside: 'a', side: 'after' })).toEqual([])
    const fixed = [one('a', '', 0), one('b', '', 1)]
    expect(planMove(fixed, 'b', { beside: 'a', side: 'after' })).toEqual([])
  })

  test('goes up and down by one, and stays at either end', () => {
    expect(after(byName, planStep(byName, 'b', -1))).toEqual(['Work:x', ':b', ':a', ':c'])
    expect(after(byName, planStep(byName, 'b', 1))).toEqual(['Work:x', ':a', ':c', ':b'])
    expect(planStep(byName, 'a', -1)).toEqual([])
    expect(planStep(byName, 'c', 1)).toEqual([])
  })
})

describe('a folder', () => {
  const profiles = [one('a', 'Work'), one('b', 'Work/Old', 2), one('c', 'Workshop')]

  test('takes all that is in it along', () => {
    expect(planFolderMove(profiles, 'Work', 'Firm')).toEqual([
      { profileId: 'a', folder: 'Firm', position: null },
      { profileId: 'b', folder: 'Firm/Old', position: 2 },
    ])
    expect(planFolderMove(profiles, 'Work', '')).toEqual([
      { profileId: 'a', folder: '', position: null },
      { profileId: 'b', folder: 'Old', position: 2 },
    ])
  })

  test('does not go into itself', () => {
    expect(planFolderMove(profiles, 'Work', 'Work/Old')).toEqual([])
  })

  test('is known by the connections in it, the outer ones too', () => {
    expect(foldersOf([one('a', 'x/y/z'), one('b', 'x'), one('c')])).toEqual(['x', 'x/y', 'x/y/z'])
  })
})
