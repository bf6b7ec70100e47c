import { expect, test } from 'vitest'
import type { ImportTargetInfo, InspectedFile } from '../../contract/imports.ts'
import {
  newDraft,
  planColumns,
  planProblem,
  rejectLimit,
  usedColumns,
  withFile,
} from './importDraft.ts'

const file: InspectedFile = {
  columns: [
    { name: 'ID', type: { kind: 'int32' } },
    { name: 'note', type: { kind: 'date' } },
    { name: 'extra', type: { kind: 'text' } },
  ],
  rowCount: 1,
  sizeBytes: 1,
  rejects: [],
  rejectCount: 0,
  sheets: [],
}
const table: ImportTargetInfo = {
  ddl: null,
  columns: [
    { name: 'id', serverType: 'bigint', type: { kind: 'int64' }, isRequired: true },
    { name: 'note', serverType: 'text', type: { kind: 'text' }, isRequired: false },
  ],
}
const place = { profileId: 'p', schema: 'public' }

test('a new table takes all columns as they were guessed', () => {
  const draft = withFile(newDraft({ ...place, table: null }), {
    path: '/x/Orders 2024.tsv',
    fileName: 'Orders 2024.tsv',
    isUpload: false,
  })
  expect(draft).toMatchObject({ table: 'orders_2024', format: 'csv', csv: { separator: '\t' } })
  expect(usedColumns(planColumns(draft, file, null))).toEqual([
    { source: 0, target: 'ID', type: { kind: 'int32' } },
    { source: 1, target: 'note', type: { kind: 'date' } },
    { source: 2, target: 'extra', type: { kind: 'text' } },
  ])
})

test('a table that is there takes the columns it has, in its types', () => {
  const draft = newDraft({ ...place, table: 'orders' })
  const planned = planColumns(draft, file, table)

  expect(usedColumns(planned)).toEqual([
    { source: 0, target: 'id', type: { kind: 'int64' } },
    { source: 1, target: 'note', type: { kind: 'text' } },
  ])
  expect(planProblem(planned, table)).toBeNull()
})

test('tells what keeps columns from being imported', () => {
  const draft = newDraft({ ...place, table: 'orders' })
  const problem = (choices: (typeof draft)['choices']) =>
    planProblem(planColumns({ ...draft, choices }, file, table), table)

  expect(problem({ 2: { target: 'note' } })).toEqual({ kind: 'twice', name: 'note' })
  expect(problem({ 0: { isSkipped: true } })).toEqual({ kind: 'required', name: 'id' })
  expect(problem({ 2: { isSkipped: false } })).toEqual({ kind: 'no-target', name: 'extra' })
  const all = { 0: { isSkipped: true }, 1: { isSkipped: true } }
  expect(problem(all)).toEqual({ kind: 'no-columns' })
})

test('the number of rows kept aside is a number', () => {
  const draft = newDraft({ ...place, table: null })
  const limit = (maxRejects: string) => rejectLimit({ ...draft, maxRejects })

  expect([limit('0'), limit(' 20 '), limit('100001'), limit('-1'), limit('')]).toEqual([
    0,
    20,
    null,
    null,
    null,
  ])
})
