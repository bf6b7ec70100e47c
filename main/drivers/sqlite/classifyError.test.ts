import { expect, test } from 'vitest'
import { classifyError, translateFailure } from './classifyError.ts'

test.each([
  ['SQLITE_CONSTRAINT_UNIQUE', 'UNIQUE constraint failed: t.id', 'constraint-violation'],
  ['SQLITE_BUSY', 'database is locked', 'server-busy'],
  ['SQLITE_BUSY_SNAPSHOT', 'database is locked', 'transaction-conflict'],
  ['SQLITE_READONLY_DBMOVED', 'attempt to write a readonly database', 'read-only'],
  ['SQLITE_IOERR_READ', 'disk I/O error', 'server-error'],
  ['SQLITE_CORRUPT_INDEX', 'database disk image is malformed', 'server-error'],
  ['SQLITE_FULL', 'database or disk is full', 'disk-full'],
  ['SQLITE_NOTADB', 'file is not a database', 'database-not-found'],
  ['SQLITE_AUTH', 'not authorized', 'permission-denied'],
  ['SQLITE_ERROR', 'near "selec": syntax error', 'syntax-error'],
  ['SQLITE_ERROR', 'no such table: t', 'object-not-found'],
  ['SQLITE_ERROR', 'table t has no column named b', 'object-not-found'],
  ['SQLITE_ERROR', 'integer overflow', 'server-error'],
  ['SLUICE_REQUEST', 'more than one', 'invalid-request'],
  ['', 'something of our own', 'internal'],
])('calls %s (%s) %s', (code, message, expected) => {
  expect(classifyError({ code, message })).toBe(expected)
})

test('keeps the words of SQLite, adds what to do, and keeps the original as cause', () => {
  const error = translateFailure({
    code: 'SQLITE_BUSY',
    message: 'database is locked',
    offset: null,
  })

  expect(error.message).toMatch(/^Database is locked\. Another connection holds a lock/)
  expect(error.details).toEqual({ sqliteCode: 'SQLITE_BUSY' })
  expect(error.cause).toMatchObject({ code: 'SQLITE_BUSY', message: 'database is locked' })
})
