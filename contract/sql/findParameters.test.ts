import { describe, expect, test } from 'vitest'
import type { ParameterRules } from '../drivers.ts'
import { findParameters } from './findParameters.ts'
import type { Splitter } from './Scanner.ts'

const RULES: Record<'postgres' | 'sqlite' | 'mssql', ParameterRules> = {
  postgres: { marks: ['$'], sentAs: '$', fractions: 'text' },
  sqlite: { marks: ['@', '$', '?'], sentAs: '?', fractions: 'real' },
  mssql: { marks: ['@'], sentAs: '@p', fractions: 'text' },
}
const find = (sql: string, splitter: keyof typeof RULES): string[] =>
  findParameters(sql, splitter, RULES[splitter]).map(({ name, from, to }) => {
    expect(sql.slice(from, to)).toMatch(name.match(/^\d+$/) ? /^[$?]\d*$/ : /^[:@$]/)
    return name
  })

describe('placeholders of PostgreSQL', () => {
  test.each([
    ['select :id, :id, :größe', ['id', 'id', 'größe']],
    ['select $2, $1', ['2', '1']],
    ['where a=:a and b in (:b,:c) or d ||:d', ['a', 'b', 'c', 'd']],
    ['select array[:a, :b]', ['a', 'b']],
    ['select :a::date, now()::date, x :: text', ['a']],
    ["select ':a', \":b\", E'\\':c', $$ :d $1 $$, $tag$ :e $tag$ -- :f\n/* :g /* :h */ */", []],
    ['select a[1:n], a[x:y], f(a := 1)', []],
    ['select doc @> :doc and doc ? 1', ['doc']],
    ['create function f(int) returns int language sql begin atomic select $1; end', []],
    ['prepare p as select $1', []],
    ['select a$1, $$$1$$', []],
    ['select : a, ::a', []],
  ])('%s', (sql, names) => expect(find(sql, 'postgres')).toEqual(names))
})

describe('placeholders of SQLite', () => {
  test.each([
    ['select :a, @b, $c, ?, ?', ['a', 'b', 'c', '1', '2']],
    ['select ?5, ?, ?1', ['5', '6', '1']],
    ['select \'?\', "?", [?], `?` -- ?', []],
    ['select id from t where id=?', ['1']],
  ])('%s', (sql, names) => expect(find(sql, 'sqlite')).toEqual(names))
})

describe('placeholders of T-SQL', () => {
  test.each([
    ['select * from t where id = @id and n = :n', ['id', 'n']],
    ['select @@rowcount, @@identity', []],
    ['declare @a int = @first, @b int; select @a, @B, @c', ['first', 'c']],
    ['exec find @name = @who, @limit = 5', ['who']],
    ['execute find @who', ['who']],
    ['create or alter procedure p @id int as select @id', []],
    ["select N'@a', [@b] -- @c", []],
    ['select x@y from t', []],
  ])('%s', (sql, names) => expect(find(sql, 'mssql')).toEqual(names))
})

test('a database without parameters has no placeholders', () => {
  expect(findParameters('select :id', 'postgres', undefined)).toEqual([])
  const none: Splitter = 'redis'
  expect(findParameters('GET :id', none, RULES.sqlite)).toEqual([])
})

describe('InfluxQL', () => {
  const rules: ParameterRules = {
    marks: ['$'],
    hasColon: false,
    scannedAs: 'influxql',
    sentAs: '$',
    fractions: 'real',
  }
  const names = (sql: string) => findParameters(sql, 'influx', rules).map(({ name }) => name)

  test('has names behind a dollar, and numbers', () => {
    expect(
      names('SELECT v FROM m WHERE host = $host AND n > $1 AND time > now() - $since'),
    ).toEqual(['host', '1', 'since'])
  })

  test('has none in strings, quoted names, comments and regular expressions', () => {
    expect(
      names(String.raw`SELECT "a\"$x" FROM m WHERE h = 'it\'s $y' AND k =~ /a'$z\/$w/`),
    ).toEqual([])
    expect(names('SELECT v FROM /$m/, m2 -- $no\nGROUP BY /$t/, x /* $c */')).toEqual([])
    expect(names("SELECT a / $half FROM m WHERE h =~ /it's$/ AND b = $b")).toEqual(['half', 'b'])
  })

  test('casts, back references and Flux are left alone', () => {
    expect(names('SELECT f::float INTO "db"."rp".:MEASUREMENT FROM m')).toEqual([])
    expect(
      names('from(bucket: "b") |> range(start: -1h) |> map(fn: (r) => ({r with s: "${r.a}"}))'),
    ).toEqual([])
  })
})
