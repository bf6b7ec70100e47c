import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parseUrl } from './parseUrl.ts'

test.each([
  ['sqlite:///folder/shop.db', '/folder/shop.db'],
  ['sqlite:/folder/shop.db', '/folder/shop.db'],
  ['sqlite3://localhost/folder/shop.db', '/folder/shop.db'],
  ['file:///folder/my%20shop%23.db', '/folder/my shop#.db'],
  ['/folder/100%/shop.db', '/folder/100%/shop.db'],
  ['sqlite:shop.db', resolve('shop.db')],
  ['./shop.db', resolve('shop.db')],
  ['~/shop.db', join(homedir(), 'shop.db')],
  ['sqlite::memory:', ':memory:'],
  ['sqlite:///:memory:', ':memory:'],
  [':memory:', ':memory:'],
])('%s means %s', (url, path) => {
  expect(parseUrl(url).fields).toEqual({ path })
})

test('names the profile after the file', () => {
  expect(parseUrl('sqlite:///folder/shop.db')).toMatchObject({
    driverId: 'sqlite',
    name: 'shop.db',
    secrets: {},
  })
})

test('takes options from the query', () => {
  expect(parseUrl('sqlite:///a.db?mode=rwc&busy_timeout=100&journal_mode=wal').fields).toEqual({
    path: '/a.db',
    mode: 'create',
    busyTimeoutMs: 100,
    journalMode: 'wal',
  })
})

test.each([
  ['postgres://host/db', 'scheme', /“postgres:”/],
  ['sqlite://folder/shop.db', 'host', /sqlite:\/\/\/folder\/shop\.db/],
  ['sqlite:', 'path', /names no file/],
  ['sqlite://', 'path', /names no file/],
  ['', 'path', /names no file/],
  ['sqlite:///a%zz.db', 'path', /%-escape/],
  ['sqlite:///a%00.db', 'path', /%-escape/],
  ['sqlite:///a.db?mode=ro', 'query', /rw \(the file must exist\)/],
  ['sqlite:///a.db?busy_timeout=soon', 'query', /milliseconds/],
  ['sqlite:///a.db?journal_mode=off', 'query', /wal or keep/],
  ['sqlite:///a.db?toString=1', 'query', /“toString”/],
])('says of %j that its %s is broken', (url, part, says) => {
  expect(() => parseUrl(url)).toThrow(
    expect.objectContaining({
      code: 'invalid-url',
      details: { part },
      message: expect.stringMatching(says),
    }),
  )
})
