import { expect, test } from 'vitest'
import type { InspectedFile } from '../../contract/imports.ts'
import { planProblem, usedColumns } from './importDraft.ts'
import { planPointColumns, pointConflicts, timeOfNumber, withTimeUnits } from './pointDraft.ts'

const file: InspectedFile = {
  columns: [
    { name: 'seen', type: { kind: 'int64' } },
    { name: 'city', type: { kind: 'text' } },
    { name: 'temp', type: { kind: 'decimal', precision: 4, scale: 1 } },
    { name: 'at', type: { kind: 'timestamp', unit: 'us', zone: null } },
  ],
  rowCount: 1,
  sizeBytes: 1,
  rejects: [],
  rejectCount: 0,
  sheets: [],
}
const roles = (planned: ReturnType<typeof planPointColumns>) =>
  planned.map(({ point }) => point?.role)

test('columns are what they are guessed to be, and the time has one name', () => {
  const planned = planPointColumns({}, file, [])
  expect(roles(planned)).toEqual(['field', 'tag', 'field', 'time'])
  expect(usedColumns(planned)[3]).toEqual({
    source: 3,
    target: 'time',
    type: { kind: 'timestamp', unit: 'us', zone: null },
    point: { role: 'time' },
  })
  expect(planned[2]!.type).toEqual({ kind: 'float64' })
  expect(planProblem(planned, null)).toBeNull()
})

test('another column chosen as the time takes the place of the one guessed', () => {
  const planned = planPointColumns({ 0: { role: 'time' } }, file, [])
  expect(roles(planned)).toEqual(['time', 'tag', 'field', 'field'])
  const both = planPointColumns({ 0: { role: 'time' }, 3: { role: 'time' } }, file, [])
  expect(planProblem(both, null)).toEqual({ kind: 'two-times' })
})

test('a type that was chosen for another role is let go', () => {
  const real = { kind: 'float64' } as const
  const [, city] = planPointColumns({ 1: { role: 'field', type: real } }, file, [])
  expect(city!.type).toEqual(real)
  const [, again] = planPointColumns({ 1: { role: 'tag', type: real } }, file, [])
  expect(again!.type).toEqual({ kind: 'text' })
})

test('a number of time has the unit of our days until another is chosen', () => {
  const choices = { 0: { role: 'time' as const } }
  const planned = planPointColumns(choices, file, [])
  const preview = { rows: [[null], ['1700000000123']], rejects: [] }
  expect(withTimeUnits(planned, choices, preview)[0]!.point).toEqual({ role: 'time', unit: 'ms' })
  const chosen = { 0: { role: 'time' as const, unit: 'ns' as const } }
  expect(withTimeUnits(planned, chosen, preview)[0]!.point).toEqual({ role: 'time', unit: 'ns' })
  expect(timeOfNumber('1700000000123', 'ms')).toBe('2023-11-14 22:13:20.123+00')
})

test('without a field there is no point', () => {
  const choices = { 0: { isSkipped: true }, 2: { role: 'tag' as const } }
  expect(planProblem(planPointColumns(choices, file, []), null)).toEqual({ kind: 'no-field' })
})

test('what the series has in another role is told', () => {
  const known = [
    { name: 'city', role: 'field' as const, serverType: 'string' },
    { name: 'temp', role: 'field' as const, serverType: 'float' },
  ]
  const asGuessed = planPointColumns({}, file, known)
  expect(pointConflicts(asGuessed, known)).toEqual([])
  const chosen = planPointColumns({ 1: { role: 'tag' } }, file, known)
  expect(pointConflicts(chosen, known)).toEqual([known[0]])
})
