import { mkdirSync, readdirSync } from 'node:fs'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, expect, test, vi } from 'vitest'
import { ask, importInto, inspect, sourceOf, useWorkplace } from './testing/workplace.ts'

const work = useWorkplace()
const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: index + 1, name: `row ${index + 1}` }))
const TEXTS = {
  csv: `id,name\n${rows(5_000)
    .map(({ id, name }) => `${id},${name}\n`)
    .join('')}`,
  ndjson: rows(5_000)
    .map((row) => `${JSON.stringify(row)}\n`)
    .join(''),
  json: JSON.stringify(rows(5_000)),
}
const PACKERS = { gz: gzipSync, zst: zstdCompressSync }
const temporary = work.path('temporary')
mkdirSync(temporary)
vi.stubEnv('TMPDIR', temporary)
afterAll(() => vi.unstubAllEnvs())

test.each(
  (['csv', 'ndjson', 'json'] as const).flatMap((format) =>
    (['gz', 'zst'] as const).map((ending) => [format, ending] as const),
  ),
)('rows of a %s.%s are those of the file within', async (format, ending) => {
  const place = await work.open(`sqlite://${work.path(`${format}${ending}.db`)}?mode=rwc`)
  const path = work.write(`o.${format}.${ending}`, PACKERS[ending](TEXTS[format]))
  const source = sourceOf(path, { format })
  expect(await inspect(source)).toMatchObject({ rowCount: 5_000 })
  await importInto(place, 'packed', source)
  expect(await ask(place, 'select count(*), min(name), max(id) from packed')).toEqual([
    ['5000', 'row 1', '5000'],
  ])
  expect(readdirSync(temporary)).toEqual([])
})

test('one that breaks off is refused by its own name, and one that is not there as a file', async () => {
  const whole = gzipSync(TEXTS.csv)
  const path = work.write('half.csv.gz', whole.subarray(0, whole.length / 2))
  await expect(inspect(sourceOf(path, { format: 'csv' }))).rejects.toMatchObject({
    code: 'file-failed',
    message: expect.stringContaining('half.csv.gz” could not be unpacked'),
  })
  await expect(inspect(sourceOf(work.path('none.csv')))).rejects.toMatchObject({
    message: expect.stringContaining('there is no such file (ENOENT)'),
  })
})
