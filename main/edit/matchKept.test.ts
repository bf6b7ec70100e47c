import { expect, test } from 'vitest'
import type { ColumnType } from '../../contract/columns.ts'
import type { EditableRows } from '../../contract/edits.ts'
import type { KeptChange } from '../../contract/keptEdits.ts'
import type { CellValue } from '../frame/collectRows.ts'
import { batchOf } from '../frame/testing/batchOf.ts'
import { oldText } from './keepChanges.ts'
import { matchKept } from './matchKept.ts'

const TYPES: ColumnType[] = [{ kind: 'int64' }, { kind: 'text' }, { kind: 'text' }]
const NAMES = ['id', 'name', 'note']

const groundBy = (kind: EditableRows['key']['kind'], columns: string[]) => ({
  rows: {
    ...{ schema: 's', table: 't', key: { kind, columns } },
    columns: NAMES.map((name) => ({
      ...{ name, isEditable: true, isNullable: true, hasDefault: false },
    })),
  },
})
const BY_ID = groundBy('primary', ['id'])

async function* batches(...parts: CellValue[][][]) {
  for (const rows of parts) yield await Promise.resolve(batchOf(TYPES, rows))
}
const old = (column: string, text: string | null) => ({ column, text, digest: null })
const text = (column: string, value: string) => ({
  column,
  value: { kind: 'text' as const, text: value },
})
const update = (id: string, was: string | null): KeptChange => ({
  kind: 'update',
  old: [old('id', id), old('name', was)],
  values: [text('name', 'new')],
})

test('changes find their rows by key wherever these stand now', async () => {
  const removal: KeptChange = {
    kind: 'delete',
    old: [old('id', '9'), old('name', null), old('note', '')],
  }
  const added: KeptChange = { kind: 'insert', values: [text('note', 'more')] }
  const rows = batches(
    [[9n, null, '']],
    [
      [7n, 'seven', 'other'],
      [10010513897886659n, 'big', null],
    ],
  )
  expect(
    await matchKept(BY_ID, [update('10010513897886659', 'big'), removal, added], rows),
  ).toEqual({
    changes: [
      {
        ...{ kind: 'update', row: 2, isForced: false },
        values: [{ column: 1, value: { kind: 'text', text: 'new' } }],
      },
      { kind: 'delete', row: 0, isForced: false },
      { kind: 'insert', values: [{ column: 2, value: { kind: 'text', text: 'more' } }] },
    ],
    unfit: [],
  })
})

test('a row that is gone, one with other values, and a lost column are told', async () => {
  const gone = update('1', 'one')
  const changed = update('2', 'two')
  const columnless: KeptChange = { kind: 'insert', values: [text('price', '1')] }
  const rows = batches([[2n, 'theirs', null]])
  expect(await matchKept(BY_ID, [gone, changed, columnless], rows)).toEqual({
    changes: [],
    unfit: [
      { change: gone, reason: 'gone', row: null, now: null },
      { change: changed, reason: 'changed', row: 0, now: ['2', 'theirs'] },
      { change: columnless, reason: 'column', row: null, now: null },
    ],
  })
})

test('of rows that are alike without a key, each change takes one of its own', async () => {
  const removal = (): KeptChange => ({
    kind: 'delete',
    old: [old('id', '1'), old('name', 'a'), old('note', null)],
  })
  const rows = batches([
    [1n, 'a', null],
    [1n, 'b', null],
    [1n, 'a', null],
  ])
  const { changes, unfit } = await matchKept(
    groundBy('all-values', NAMES),
    [removal(), removal(), removal()],
    rows,
  )
  expect(changes.map((change) => 'row' in change && change.row)).toEqual([0, 2])
  expect(unfit).toHaveLength(1)
})

test('of long values the end counts too, and little is kept', () => {
  const long = 'x'.repeat(100_000)
  const kept = (raw: string) => oldText({ type: { kind: 'text' }, raw })
  expect(kept(long).text).toHaveLength(1_000)
  expect(kept(`${long}y`).digest).not.toBe(kept(`${long}z`).digest)
})
