import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PointColumn } from '../../../contract/pointColumns.ts'
import { hasInflux, type InfluxServer, startInflux } from '../../testing/influxServer.ts'
import { describeTarget } from './planImport.ts'
import { Rejects } from './Rejects.ts'
import { ask, importInto, never, sourceOf, useWorkplace } from './testing/workplace.ts'

const WEATHER = `time,city,temp,n,note
1700000000,Oslo,-3.5,1,"a ""b"" c"
1700000060,Rome,21,9007199254740993,
1700000120,"New York, NY",0.25,-2,x
`

const inWeather = { schema: 'weather', creates: true }

describe.runIf(hasInflux())('a file becomes points', () => {
  const work = useWorkplace()
  let server: InfluxServer

  beforeAll(async () => {
    server = await startInflux()
    await server.query('CREATE DATABASE weather')
  })
  afterAll(() => server?.stop())

  const open = () => work.open(server.url)
  const points = (choice: { tags?: string[]; time?: string; unit?: 's' | 'ms' }) => ({
    tags: choice.tags ?? null,
    time: choice.time ?? null,
    unit: choice.unit ?? null,
  })

  test('with tags, fields and the time in its unit, every digit as it is', async () => {
    const place = await open()
    const file = work.write('weather.csv', WEATHER)
    const done = await importInto(place, 'air', sourceOf(file), {
      target: { ...inWeather, table: 'air' },
      points: points({ tags: ['city'], unit: 's' }),
    })
    expect(done).toMatchObject({ writtenRows: 3, rejectCount: 0 })
    expect(await ask(place, 'SELECT city, temp, n, note FROM weather..air')).toEqual([
      ['2023-11-14 22:13:20+00', 'Oslo', '-3.5', '1', 'a "b" c'],
      ['2023-11-14 22:14:20+00', 'Rome', '21', '9007199254740993', null],
      ['2023-11-14 22:15:20+00', 'New York, NY', '0.25', '-2', 'x'],
    ])
    expect(await ask(place, 'SHOW TAG KEYS ON weather FROM air')).toEqual([['air', 'city']])
    expect(await ask(place, 'SHOW FIELD KEYS ON weather FROM air')).toEqual([
      ['air', 'n', 'integer'],
      ['air', 'note', 'string'],
      ['air', 'temp', 'float'],
    ])
  })

  test('into a measurement that is there, columns are what they are there', async () => {
    const place = await open()
    await server.write('weather', 'level,site=a,kind=sea high=1,label="x" 1\n')
    const file = work.write('level.csv', 'at,site,high,label\n2024-02-29 12:00:00,b,7,y\n')
    await importInto(place, 'level', sourceOf(file), { target: { ...inWeather, table: 'level' } })
    expect(await ask(place, 'SELECT site, high, label FROM weather..level WHERE time > 1')).toEqual(
      [['2024-02-29 12:00:00+00', 'b', '7', 'y']],
    )
    expect(await ask(place, 'SHOW TAG KEYS ON weather FROM level')).toEqual([
      ['level', 'kind'],
      ['level', 'site'],
    ])
  })

  test('points without a time are given times of their own, so that none replaces another', async () => {
    const place = await open()
    const file = work.write(
      'plain.csv',
      `v\n${Array.from({ length: 500 }, (_, n) => n).join('\n')}\n`,
    )
    await importInto(place, 'plain', sourceOf(file), { target: { ...inWeather, table: 'plain' } })
    await importInto(place, 'plain', sourceOf(file), { target: { ...inWeather, table: 'plain' } })
    expect(await ask(place, 'SELECT count(v) FROM weather..plain')).toEqual([
      ['1970-01-01 00:00:00+00', '1000'],
    ])
  })

  test('a row that is no point is told by its line, whoever finds it, and what stands before stays', async () => {
    const place = await open()
    await server.write('weather', 'odd v=1 1700000000000000000\n')
    const rows = Array.from({ length: 1_000 }, (_, at) => `${1_700_000_000 + at},text ${at}`)
    const mistyped = work.write('mistyped.csv', `time,v\n${rows.join('\n')}\n`)
    const target = { ...inWeather, table: 'odd' }
    // As a text, where the measurement has reals: only the server can know.
    const column = (source: number, name: string, point: PointColumn) =>
      ({
        source,
        target: name,
        type: { kind: point.role === 'time' ? 'int64' : 'text' },
        point,
      }) as const
    const asText = {
      target,
      names: ['time', 'v'],
      columns: [column(0, 'time', { role: 'time', unit: 's' }), column(1, 'v', { role: 'field' })],
    }
    await expect(importInto(place, 'odd', sourceOf(mistyped), asText)).rejects.toThrow(
      /^Line 2 was refused: Partial write: field type conflict/,
    )

    const holes = work.write('holes.csv', 'time,w\n1700000000,1\n1700000001,\n,3\n1700000003,4\n')
    const rejects = new Rejects(10)
    const done = await importInto(place, 'holes', sourceOf(holes), {
      target: { ...inWeather, table: 'holes' },
      points: points({ unit: 's' }),
      rejects,
    })
    expect(done).toMatchObject({ writtenRows: 2, rejectCount: 2 })
    expect(done.rejects).toEqual([
      { line: 3, reason: 'It has no field with a value, and a point needs one.' },
      { line: 4, reason: 'It has no time.' },
    ])
    const all = importInto(place, 'none', sourceOf(holes), {
      target: { ...inWeather, table: 'none' },
      points: points({ unit: 's' }),
    })
    await expect(all).rejects.toThrow(/^Line 3 was refused: It has no field.*undoes nothing\.$/)
    expect(await ask(place, 'SELECT w FROM weather..none')).toHaveLength(1)
  })

  test('the row that the server refuses among thousands is found', async () => {
    const place = await open()
    await server.query('CREATE RETENTION POLICY day ON weather DURATION 1d REPLICATION 1 DEFAULT')
    try {
      const nowS = Math.floor(Date.now() / 1_000)
      const times = Array.from({ length: 3_000 }, (_, at) => (at === 1_234 ? 5 : nowS - at))
      const file = work.write('kept.csv', `time,v\n${times.map((at) => `${at},1`).join('\n')}\n`)
      const rejects = new Rejects(5)
      const done = await importInto(place, 'kept', sourceOf(file), {
        target: { ...inWeather, table: 'kept' },
        points: points({ unit: 's' }),
        rejects,
      })
      expect(done).toMatchObject({ writtenRows: 2_999, rejectCount: 1 })
      expect(done.rejects[0]).toMatchObject({
        line: 1_236,
        reason: expect.stringMatching(/beyond retention policy/) as unknown,
      })
      expect((await ask(place, 'SELECT count(v) FROM weather.day.kept'))[0]![1]).toBe('2999')
    } finally {
      await server.query('ALTER RETENTION POLICY autogen ON weather DEFAULT')
    }
  })

  test('what is missing is said: a unit, a column, and what a row becomes', async () => {
    const place = await open()
    const file = work.write('m.csv', 'time,v\n1700000000123,1\n')
    const into = { target: { ...inWeather, table: 'm' } }
    await expect(importInto(place, 'm', sourceOf(file), into)).rejects.toThrow(/--time-unit/)
    const wrong = { ...into, points: points({ tags: ['city'] }) }
    await expect(importInto(place, 'm', sourceOf(file), wrong)).rejects.toThrow(
      'The file has no column “city”; it has time, v.',
    )
    const column = (source: number, name: string, point: PointColumn) =>
      ({ source, target: name, type: { kind: 'text' }, point }) as const
    const columns = [
      column(0, 'time', { role: 'time' }),
      column(1, 'my city', { role: 'tag' }),
      column(2, 'v', { role: 'field' }),
    ]
    const target = { ...inWeather, table: 'a b' }
    expect(await describeTarget(target, columns, place, never)).toEqual({
      ddl: 'a\\ b,my\\ city=<my city> v=<v> <time>',
      columns: [],
    })
  })
})
