import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openAppDatabase } from './AppDatabase.ts'
import { migrate, UnusableSchema } from './migrate.ts'
import { migrations } from './migrations.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-storage-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const AT_MS = Date.UTC(2026, 10, 21, 3, 50, 12)
const open = (dataDir = folder) => openAppDatabase({ dataDir, wallClockMs: () => AT_MS })
const keptFiles = () =>
  readdirSync(folder)
    .filter((name) => name.includes('damaged'))
    .sort()

function withTab(text: string): void {
  const { database, close } = open()
  database
    .prepare(
      'insert into tabs (id, title, profile_id, text, cursor_offset, position) values (?, ?, null, ?, 0, 1)',
    )
    .run(`tab-${text}`, 'Query', text)
  close()
}
const tabTexts = () => {
  const { database, close } = open()
  const texts = database.prepare('select text from tabs order by id').pluck().all()
  close()
  return texts
}

describe('a sound store', () => {
  test('keeps what was written', () => {
    withTab('select 1')
    expect(tabTexts()).toEqual(['select 1'])
  })

  test('writes ahead and begins without a notice', () => {
    const { database, notices, close } = open()
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(notices).toEqual([])
    close()
  })

  test.skipIf(process.platform === 'win32')('belongs to its owner only', () => {
    const dataDir = join(folder, 'deep', 'data')
    const { database, close } = open(dataDir)
    database.exec(`insert into preferences values ('a', '1')`)
    const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)
    expect(mode(dataDir)).toBe('700')
    for (const file of readdirSync(dataDir))
      expect([file, mode(join(dataDir, file))]).toEqual([file, '600'])
    expect(readdirSync(dataDir)).toContain('sluice.db-wal')
    close()
  })

  test.skipIf(process.platform === 'win32')(
    'leaves the mode of a folder with other things in it',
    () => {
      writeFileSync(join(folder, 'notes.txt'), '')
      chmodSync(folder, 0o755)
      open().close()
      expect((statSync(folder).mode & 0o777).toString(8)).toBe('755')
    },
  )

  test('can be open in two programs at once', () => {
    const first = open()
    const second = open()
    first.database.exec(`insert into preferences values ('a', '1')`)
    second.database.exec(`insert into preferences values ('b', '2')`)
    expect(first.database.prepare('select count(*) from preferences').pluck().get()).toBe(2)
    first.close()
    second.close()
  })

  test('keeps every committed statement of a program that was killed', async () => {
    open().close()
    const program = `
      const Database = require('better-sqlite3')
      const database = new Database(process.argv[1])
      database.pragma('synchronous = normal')
      const save = database.prepare("insert or replace into preferences values ('typed', ?)")
      let count = 0
      const type = () => { save.run(String(++count)); console.log(count); setImmediate(type) }
      type()`
    const child = spawn(process.execPath, ['-e', program, join(folder, 'sluice.db')])
    let printed = ''
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      if (printed.split('\n').length > 200) child.kill('SIGKILL')
    })
    await once(child, 'close')

    const told = Number(printed.trimEnd().split('\n').at(-1))
    const { database, notices, close } = open()
    const kept = Number(database.prepare('select value from preferences').pluck().get())
    close()
    expect(notices).toEqual([])
    expect(kept).toBeGreaterThanOrEqual(told)
  })
})

describe('a damaged store is kept aside and told', () => {
  const expectKept = ({ reason }: { reason: RegExp }) => {
    const { notices, database, close } = open()
    expect(database.prepare('select count(*) from tabs').pluck().get()).toBe(0)
    close()
    expect(notices).toHaveLength(1)
    expect(notices[0]!.severity).toBe('error')
    expect(notices[0]!.text).toMatch(reason)
    expect(notices[0]!.text).toContain('sluice-damaged-2026-11-21T03-50-12Z.db')
    expect(keptFiles()[0]).toBe('sluice-damaged-2026-11-21T03-50-12Z.db')
    expect(open().notices).toEqual([])
  }

  test('that is no database at all', () => {
    writeFileSync(join(folder, 'sluice.db'), 'not a database, '.repeat(1_000))
    expectKept({ reason: /not a database/ })
    expect(readFileSync(join(folder, keptFiles()[0]!), 'utf8')).toMatch(/^not a database/)
  })

  test('with its log', () => {
    writeFileSync(join(folder, 'sluice.db'), 'not a database, '.repeat(1_000))
    writeFileSync(join(folder, 'sluice.db-wal'), 'log')
    expectKept({ reason: /not a database/ })
    expect(keptFiles()).toContain('sluice-damaged-2026-11-21T03-50-12Z.db-wal')
  })

  test('with a malformed page', () => {
    for (let tab = 0; tab < 50; tab++) withTab(`${tab}${'x'.repeat(3_000)}`)
    const path = join(folder, 'sluice.db')
    const bytes = readFileSync(path)
    bytes.fill(0xa5, 4096, bytes.length)
    writeFileSync(path, bytes)
    expectKept({ reason: /damaged/ })
  })

  test('that was cut short', () => {
    for (let tab = 0; tab < 50; tab++) withTab(`${tab}${'x'.repeat(3_000)}`)
    const path = join(folder, 'sluice.db')
    writeFileSync(path, readFileSync(path).subarray(0, 10_000))
    expectKept({ reason: /damaged/ })
  })

  test('of a newer version', () => {
    const { database, close } = open()
    database.pragma('user_version = 999')
    close()
    expectKept({ reason: new RegExp(`version 999, this Sluice knows up to ${migrations.length}`) })
  })

  test('of another program', () => {
    const foreign = new SqliteDatabase(join(folder, 'sluice.db'))
    foreign.exec('create table songs (id integer)')
    foreign.close()
    expectKept({ reason: /another program/ })
  })

  test('twice within a second, under two names', () => {
    for (let time = 0; time < 2; time++) {
      writeFileSync(join(folder, 'sluice.db'), `damaged ${time} `.repeat(1_000))
      open().close()
    }
    expect(keptFiles()).toHaveLength(2)
  })
})

describe('a folder that cannot be used', () => {
  test('is refused with its path and what to do', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(() => open(join(folder, 'file', 'data'))).toThrow(
      expect.objectContaining({
        code: 'file-failed',
        message: expect.stringMatching(/“.*file.data”: a part of the path is a file.*--data-dir/),
      }),
    )
  })

  test('when a folder stands in place of the file', () => {
    mkdirSync(join(folder, 'sluice.db'))
    expect(() => open()).toThrow(expect.objectContaining({ code: 'file-failed' }))
    expect(keptFiles()).toEqual([])
  })

  test('and a store that another program locks is not taken for a damaged one', () => {
    open().close()
    const holder = new SqliteDatabase(join(folder, 'sluice.db'))
    holder.exec('begin immediate')
    expect(() => open()).toThrow(/another program holds the database file/)
    holder.close()
    expect(keptFiles()).toEqual([])
  })
})

describe('migrations', () => {
  test('run in order, once each', () => {
    const database = new SqliteDatabase(':memory:')
    migrate(database, ['create table a (x)'])
    migrate(database, [
      'create table a (x)',
      'alter table a add column y',
      'insert into a values (1, 2)',
    ])
    expect(database.prepare('select * from a').get()).toEqual({ x: 1, y: 2 })
    expect(database.pragma('user_version', { simple: true })).toBe(3)
  })

  test('leave the version of the last whole step when one fails', () => {
    const database = new SqliteDatabase(':memory:')
    const broken = 'create table b (x); insert into nowhere values (1)'
    expect(() => migrate(database, ['create table a (x)', broken])).toThrow(/nowhere/)
    expect(database.pragma('user_version', { simple: true })).toBe(1)
    expect(database.prepare('select name from sqlite_schema').pluck().all()).toEqual(['a'])
  })

  test('refuse a version from the future', () => {
    const database = new SqliteDatabase(':memory:')
    database.pragma('user_version = 2')
    expect(() => migrate(database, ['create table a (x)'])).toThrow(UnusableSchema)
  })
})
