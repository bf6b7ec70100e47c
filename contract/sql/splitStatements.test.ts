import SqliteDatabase from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Splitter } from './Scanner.ts'
import { splitStatements } from './splitStatements.ts'

const texts = (script: string, splitter: Splitter) =>
  splitStatements(script, splitter).map(({ text }) => text)

describe.each(['postgres', 'sqlite'] as const)('in both, here %s', (splitter) => {
  test.each<[string, string, string[]]>([
    ['nothing', '', []],
    ['space and semicolons', ' ;\r\n; ;', []],
    ['comments alone', '-- a;b\n/* c; */;', []],
    ['one without semicolon', ' select 1 ', ['select 1']],
    ['two', 'select 1;select 2;', ['select 1', 'select 2']],
    ['a string', "select ';''; ' ; select 2", ["select ';''; '", 'select 2']],
    ['a quoted name', 'select ";""" ; select 2', ['select ";"""', 'select 2']],
    ['comments between', 'select 1 -- ;\n, 2 /* ; */;x', ['select 1 -- ;\n, 2', 'x']],
    ['comments around', '-- first\nselect 1 -- last\n; /* b */ select 2', ['select 1', 'select 2']],
    [
      'where to go',
      '/* sluice: primary */ select 1; select 2 -- sluice: replica\n;',
      ['/* sluice: primary */ select 1', 'select 2 -- sluice: replica'],
    ],
    ['a hint', '/*+ SeqScan(a) */ select 1; /*+ alone */;', ['/*+ SeqScan(a) */ select 1']],
    ['a comment that never ends', 'select 1 /* ; select 2', ['select 1']],
    ['a string that never ends', "select '; select 2", ["select '; select 2"]],
    ['a transaction', 'begin; select 1; commit;', ['begin', 'select 1', 'commit']],
    [
      'begin transaction … end',
      'begin transaction; x; end; y',
      ['begin transaction', 'x', 'end', 'y'],
    ],
    ['lines of Windows', 'select 1;\r\nselect\r\n2;\r\n', ['select 1', 'select\r\n2']],
    ['a byte order mark', '\ufeffselect 1', ['select 1']],
    ['a parenthesis left open', 'select (1; select 2', ['select (1', 'select 2']],
    [
      'a case expression',
      'select case when 1 then 2 end; x',
      ['select case when 1 then 2 end', 'x'],
    ],
    ['a minus and a division', 'select 1-1/2; x', ['select 1-1/2', 'x']],
  ])('%s', (_, script, expected) => {
    expect(texts(script, splitter)).toEqual(expected)
  })

  test('positions count UTF-16 units', () => {
    const script = '/* 😀 */ select \'😀;é\' ;\r\n "né😀"'
    const ranges = splitStatements(script, splitter)
    expect(ranges).toHaveLength(2)
    for (const { text, from, to } of ranges) expect(script.slice(from, to)).toBe(text)
    expect(ranges[1]!.text).toBe('"né😀"')
  })
})

describe('PostgreSQL', () => {
  test.each<[string, string, string[]]>([
    ['dollar quotes', 'do $$ a; b $$; x', ['do $$ a; b $$', 'x']],
    ['tagged dollar quotes', 'do $a$ ; $$ ; $b$ ; $a$; x', ['do $a$ ; $$ ; $b$ ; $a$', 'x']],
    ['a tag that is no ASCII', 'do $é$ ; $é$; x', ['do $é$ ; $é$', 'x']],
    ['parameters', 'select $1; select $2', ['select $1', 'select $2']],
    ['a dollar in a name', 'select a$$; select b$$', ['select a$$', 'select b$$']],
    ['nested comments', 'a /* ; /* ; */ ; */ b; c', ['a /* ; /* ; */ ; */ b', 'c']],
    ['escape strings', "select E'\\';', e'\\\\'; x", ["select E'\\';', e'\\\\'", 'x']],
    ['plain strings keep backslashes', "select '\\'; x", ["select '\\'", 'x']],
    ['a name ending in e before a string', "select date'\\'; x", ["select date'\\'", 'x']],
    ['arrays', "select a[1], '[;]'; x", ["select a[1], '[;]'", 'x']],
    [
      'a function in standard SQL',
      'create or replace function f() returns int begin atomic select case when true then 1 end; select 2; end; x',
      [
        'create or replace function f() returns int begin atomic select case when true then 1 end; select 2; end',
        'x',
      ],
    ],
    [
      'a procedure in standard SQL',
      'CREATE PROCEDURE p() BEGIN ATOMIC delete from a; END; begin; commit',
      ['CREATE PROCEDURE p() BEGIN ATOMIC delete from a; END', 'begin', 'commit'],
    ],
    [
      'a rule with several actions',
      'create rule r as on insert to a do also (delete from b; delete from c); x',
      ['create rule r as on insert to a do also (delete from b; delete from c)', 'x'],
    ],
    [
      'a trigger, which has no body',
      'create trigger t after insert on a execute function f(); x',
      ['create trigger t after insert on a execute function f()', 'x'],
    ],
  ])('%s', (_, script, expected) => {
    expect(texts(script, 'postgres')).toEqual(expected)
  })
})

describe('SQLite', () => {
  const body = 'begin update a set b = case when 1 then 2 end; delete from c; end'
  test.each<[string, string, string[]]>([
    [
      'a trigger',
      `create trigger t after insert on a ${body}; x`,
      [`create trigger t after insert on a ${body}`, 'x'],
    ],
    [
      'a temporary trigger',
      `CREATE TEMP TRIGGER t ${body}; x`,
      [`CREATE TEMP TRIGGER t ${body}`, 'x'],
    ],
    [
      'a trigger with comments',
      'create /* ; */ trigger t begin a; -- end;\n end /* ; */ ; x',
      ['create /* ; */ trigger t begin a; -- end;\n end', 'x'],
    ],
    [
      'an explained trigger',
      `explain create trigger t ${body}; x`,
      [`explain create trigger t ${body}`, 'x'],
    ],
    ['a table named trigger', 'create table trigger (a); x', ['create table trigger (a)', 'x']],
    ['names in brackets and backticks', 'select [;], `;```; x', ['select [;], `;```', 'x']],
    ['comments, which do not nest', 'a /* /* ; */ b; c', ['a /* /* ; */ b', 'c']],
    ['dollars, which quote nothing', 'select $a; select $$; x', ['select $a', 'select $$', 'x']],
    ['no escape strings', "select 'e\\'; x", ["select 'e\\'", 'x']],
  ])('%s', (_, script, expected) => {
    expect(texts(script, 'sqlite')).toEqual(expected)
  })

  test('cuts a script so that SQLite itself takes each piece as one statement', () => {
    const database = new SqliteDatabase(':memory:')
    const script = `
      create table a (id integer primary key, "b;c" text default ';');
      create table log (text);
      create trigger t after insert on a when new.id > 0 begin
        insert into log values ('a;' || case when new.id = 1 then 'one' else ';' end);
        insert into log values (';'); -- end;
      end;
      begin; insert into a values (1, 'x''; y'); commit;
      insert into a /* ; */ ([id], "b;c") values (2, ';')`
    const statements = texts(script, 'sqlite')
    expect(statements).toHaveLength(7)
    for (const statement of statements) database.prepare(statement).run()
    expect(database.prepare('select text from log').pluck().all()).toEqual([
      'a;one',
      ';',
      'a;;',
      ';',
    ])
  })
})

describe('others', () => {
  test('T-SQL goes by GO on a line of its own', () => {
    const script =
      "declare @a int;\nset @a = 1;\nGO\n select ';go' as go\n  go 5 -- again\nselect [go\ngo\n]"
    expect(texts(script, 'mssql')).toEqual([
      'declare @a int;\nset @a = 1;',
      "select ';go' as go",
      'select [go\ngo\n]',
    ])
  })

  test('Redis goes by lines', () => {
    expect(texts('GET a;b\r\n\r\n  # note\n SET a "x y"  ', 'redis')).toEqual([
      'GET a;b',
      'SET a "x y"',
    ])
  })

  test('without rules the whole is one', () => {
    expect(texts('\n a; b \n', 'none')).toEqual(['a; b'])
    expect(texts(' \n ', 'none')).toEqual([])
  })
})

describe('whatever the script', () => {
  const common = [
    "'a;b'",
    "''",
    '"x;y"',
    'word',
    '1.5',
    '(',
    ')',
    ',',
    '-',
    '😀',
    'é',
    'a\r\n',
    '/* ; */',
    '-- ;\n',
  ]
  const pieces = {
    postgres: [
      ...common,
      '$$ ; $$',
      '$t$ ; $$ $t$',
      "E'\\';'",
      '/* /* ; */ ; */',
      '$1',
      '::',
      'begin',
      'end',
      'case',
    ],
    sqlite: [...common, '[;]', '`;`', '?1', '@p', 'begin', 'end', 'case'],
    mssql: [...common, '[;]', ';'],
  }
  const statementOf = (splitter: keyof typeof pieces) =>
    fc
      .array(fc.constantFrom(...pieces[splitter]), { maxLength: 8 })
      .map((parts) => `select ${[...parts, 'x'].join(' ')}`)

  test.each(['postgres', 'sqlite', 'mssql'] as const)(
    '%s gives back what was joined',
    (splitter) => {
      const separator =
        splitter === 'mssql'
          ? fc.constantFrom('\ngo\n', '\r\nGO 3 -- x\r\n')
          : fc.constantFrom(';', ' ;\r\n', ';\n-- note ;\n', ';;', '/* ; */ ; ')
      const scripts = fc.array(fc.tuple(statementOf(splitter), separator), { maxLength: 6 })
      fc.assert(
        fc.property(scripts, (parts) => {
          const script = parts.flat().join('')
          const ranges = splitStatements(script, splitter)
          expect(ranges.map(({ text }) => text)).toEqual(parts.map(([statement]) => statement))
          for (const { text, from, to } of ranges) expect(script.slice(from, to)).toBe(text)
        }),
      )
    },
  )

  test.each(['postgres', 'sqlite', 'mssql', 'redis', 'none'] as const)(
    '%s covers any text in order, trimmed and without overlap',
    (splitter) => {
      const noise = fc.string({
        unit: fc.constantFrom(...' \n\r;\'"$-/*[]`()ego1\\'.split(''), '😀'),
        maxLength: 40,
      })
      fc.assert(
        fc.property(noise, (script) => {
          let end = 0
          for (const { text, from, to } of splitStatements(script, splitter)) {
            expect(from).toBeGreaterThanOrEqual(end)
            expect(text).toBe(script.slice(from, to))
            expect(text.length).toBeGreaterThan(0)
            expect(text[0]).not.toMatch(/[ \n\r]/)
            end = to
          }
        }),
      )
    },
  )
})
