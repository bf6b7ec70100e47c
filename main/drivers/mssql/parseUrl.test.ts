import { expect, test } from 'vitest'
import { parseUrl } from './parseUrl.ts'

test('takes a URL apart', () => {
  expect(parseUrl('mssql://sa:p%40ss@db.example.com:1444/shop?encrypt=strict')).toEqual({
    driverId: 'mssql',
    name: 'shop on db.example.com',
    fields: {
      host: 'db.example.com',
      port: 1444,
      user: 'sa',
      database: 'shop',
      tlsMode: 'strict',
    },
    secrets: { password: 'p@ss' },
  })
  expect(parseUrl('sqlserver://[::1]').fields).toEqual({ host: '::1', port: 1433 })
})

test.each([
  ['encrypt=false', 'optional'],
  ['Encrypt=Mandatory', 'mandatory'],
  ['encrypt=true&trustServerCertificate=true', 'mandatory-trust'],
  ['encrypt=strict&trustServerCertificate=true', 'strict'],
])('%s is %s', (query, mode) => {
  expect(parseUrl(`mssql://h?${query}`).fields.tlsMode).toBe(mode)
})

test.each([
  ['http://h', 'scheme'],
  ['mssql://h:99999', 'port'],
  ['mssql://sa:a/b@h/db', 'percent-encoding'],
  ['mssql://h?encrypt=perhaps', 'parameter'],
  ['mssql://h?unknown=1', 'parameter'],
  ['mssql://sa:%zz@h', 'percent-encoding'],
])('says which part of %s is broken', (url, part) => {
  expect(() => parseUrl(url)).toThrow(
    expect.objectContaining({ code: 'invalid-url', details: { part } }),
  )
})
