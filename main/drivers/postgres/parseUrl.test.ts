import { expect, test } from 'vitest'
import { parseUrl } from './parseUrl.ts'

const defaults = { host: 'localhost', port: 5432 }

test.each<[url: string, fields: Record<string, unknown>, secrets?: Record<string, string>]>([
  ['postgres://', {}],
  ['postgresql://db.example.com', { host: 'db.example.com' }],
  [
    'postgres://ann:s%40crt%2F1@db:6543/shop',
    { user: 'ann', host: 'db', port: 6543, database: 'shop' },
    { password: 's@crt/1' },
  ],
  ['postgres://ann:a:b@db', { user: 'ann', host: 'db' }, { password: 'a:b' }],
  ['postgres://ann@/shop', { user: 'ann', database: 'shop' }],
  ['postgres://[2001:db8::1]:5433/shop', { host: '2001:db8::1', port: 5433, database: 'shop' }],
  ['postgres://[::1]', { host: '::1' }],
  ['postgres://db:/shop', { host: 'db', database: 'shop' }],
  ['postgres:///shop', { database: 'shop' }],
  ['postgres:///?host=/var/run/postgresql', { host: '/var/run/postgresql' }],
  ['postgres://%2Fvar%2Frun/shop', { host: '/var/run', database: 'shop' }],
  [
    'postgres://db/?sslmode=verify-full&sslrootcert=%2Fca.pem',
    {
      host: 'db',
      tlsMode: 'verify-full',
      caFile: '/ca.pem',
    },
  ],
  ['postgres://db?sslmode=disable', { host: 'db', tlsMode: 'off' }],
  ['postgres://db?ssl=true', { host: 'db', tlsMode: 'require' }],
  [
    'postgres://db:1/shop?user=ann@corp',
    { host: 'db', port: 1, database: 'shop', user: 'ann@corp' },
  ],
  ['postgres://[::1]/shop?user=ann@corp', { host: '::1', database: 'shop', user: 'ann@corp' }],
  [
    'postgres://db?user=ann&password=x&dbname=shop&port=1&application_name=me',
    {
      host: 'db',
      user: 'ann',
      database: 'shop',
      port: 1,
    },
    { password: 'x' },
  ],
  [' postgres://db/caf%C3%A9 ', { host: 'db', database: 'café' }],
])('reads %s', (url, fields, secrets = {}) => {
  expect(parseUrl(url)).toEqual({
    driverId: 'postgres',
    name: expect.any(String),
    fields: { ...defaults, ...fields },
    secrets,
  })
})

test.each([
  ['mysql://db/shop', 'scheme'],
  ['db.example.com', 'scheme'],
  ['postgres:/db', 'scheme'],
  ['postgres://a b/shop', 'host'],
  ['postgres://2001:db8::1/shop', 'host'],
  ['postgres://[::1/shop', 'host'],
  ['postgres://one,two/shop', 'host'],
  ['postgres://db:five/shop', 'port'],
  ['postgres://db:0/shop', 'port'],
  ['postgres://db:65536/shop', 'port'],
  ['postgres://ann:50%@db/shop', 'percent-encoding'],
  ['postgres://ann:a#b@db/shop', 'percent-encoding'],
  ['postgres://db/%zz', 'percent-encoding'],
  ['postgres://db/a%00b', 'percent-encoding'],
  ['postgres://ann:a/b@db/shop', 'percent-encoding'],
  ['postgres://ann:12/b@db/shop', 'percent-encoding'],
  ['postgres://ann:a?b@db/shop', 'percent-encoding'],
  ['postgres://ann:12?b@db/shop', 'percent-encoding'],
  ['postgres://ann:a?b=c@db/shop', 'percent-encoding'],
  ['postgres://db/shop?sslmode=maybe', 'parameter'],
  ['postgres://db/shop?colour=red', 'parameter'],
])('says which part of %s is broken: the %s', (url, part) => {
  expect(() => parseUrl(url)).toThrow(
    expect.objectContaining({
      code: 'invalid-url',
      details: { part },
      message: expect.stringContaining(part),
    }),
  )
})

test('names the profile after database and host', () => {
  expect(parseUrl('postgres://ann@db/shop').name).toBe('shop on db')
  expect(parseUrl('postgres://ann@db').name).toBe('ann on db')
  expect(parseUrl('postgres://db').name).toBe('db')
})

test('never repeats a password', () => {
  const hush = /^(?!.*hush)/
  expect(() => parseUrl('postgres://ann:hush%@db')).toThrow(hush)
  expect(() => parseUrl('postgres://ann:hush')).toThrow(hush)
  for (const password of ['hush/hush', '1/hush', 'hush?hush', '1?hush', 'hush?hush=hush', 'a#hush'])
    expect(() => parseUrl(`postgres://ann:${password}@db/shop`)).toThrow(hush)
  expect(JSON.stringify(parseUrl('postgres://ann:hush@db').fields)).not.toContain('hush')
})
