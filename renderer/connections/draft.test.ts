import { expect, test } from 'vitest'
import type { DriverInfo } from '../../contract/drivers.ts'
import { text } from '../text/text.ts'
import { checkDraft } from './checkDraft.ts'
import { draftOf, MASK, maskUrl, newDraft, suggestedName, withDriver, withUrl } from './draft.ts'

const base = {
  icon: 'database',
  urlSchemes: ['x'],
  urlExample: 'x://',
  explorer: 'relations',
  capabilities: {
    transactions: true,
    savepoints: true,
    cancel: 'server',
    bulkLoad: 'tables',
    schemas: true,
    routines: false,
  },
  dialect: {
    splitter: 'none',
    identifierQuote: ['"', '"'],
    plainIdentifier: '.*',
    keywords: [],
    functions: [],
    isolationLevels: [],
  },
} satisfies Partial<DriverInfo>

const server: DriverInfo = {
  ...base,
  id: 'server',
  label: 'Server',
  profileFields: [
    { name: 'host', label: 'Host', kind: 'text', isRequired: true, defaultValue: 'localhost' },
    { name: 'port', label: 'Port', kind: 'number', isRequired: true, defaultValue: 5432 },
    { name: 'database', label: 'Database', kind: 'text', isRequired: false },
    { name: 'user', label: 'User', kind: 'text', isRequired: false, defaultValue: 'me' },
    { name: 'password', label: 'Password', kind: 'secret', isRequired: false },
    {
      name: 'tls',
      label: 'TLS',
      kind: 'choice',
      isRequired: false,
      choices: [{ value: 'off', label: 'Off' }],
    },
  ],
}
const file: DriverInfo = {
  ...base,
  id: 'file',
  label: 'File',
  profileFields: [{ name: 'path', label: 'Path', kind: 'file', isRequired: true }],
}

test('a new draft has what the driver presets, and no secrets', () => {
  const draft = newDraft('1', server)
  expect(draft.fields).toEqual({
    host: 'localhost',
    port: '5432',
    database: '',
    user: 'me',
    tls: 'off',
  })
  expect(draft.secrets).toEqual({})
  expect(draft.pool.acquireTimeoutMs).toBe('30')
})

test('a URL fills fields and secrets, and what it leaves out goes back to the presets', () => {
  const before = { ...newDraft('1', server), fields: { host: 'old', port: '1', database: 'old' } }
  const draft = withUrl(
    before,
    {
      driverId: 'server',
      name: 'db',
      fields: { host: 'db.example', port: 6000 },
      secrets: { password: 'p' },
    },
    server,
  )
  expect(draft.fields).toMatchObject({ host: 'db.example', port: '6000', database: '' })
  expect(draft.secrets).toEqual({ password: 'p' })
})

test('a URL read again with its password masked keeps the password', () => {
  const before = { ...newDraft('1', server), secrets: { password: 'real' } }
  const parsed = { driverId: 'server', name: '', fields: {}, secrets: { password: MASK } }
  expect(withUrl(before, parsed, server).secrets).toEqual({ password: 'real' })
})

test('a URL without a password takes that of the URL before it away, and no other', () => {
  const draft = newDraft('1', server)
  const parsed = { driverId: 'server', name: '', fields: {}, secrets: {} }
  const given = { ...draft, secrets: { password: 'of the URL', sshPassword: 'typed' } }
  expect(withUrl(given, parsed, server, { password: 'of the URL' }).secrets).toEqual({
    sshPassword: 'typed',
  })
  const typed = { ...draft, secrets: { password: 'typed' } }
  expect(withUrl(typed, parsed, server, { password: 'of the URL' }).secrets).toEqual({
    password: 'typed',
  })
})

test('secrets that the chosen database does not have are left out', () => {
  const draft = { ...newDraft('1', file), fields: { path: '/shop.db' } }
  const typed = { ...draft, secrets: { password: 'of another', sshPassword: 'x' } }
  expect(checkDraft(typed, file, text).request?.secrets).toEqual({})
  const back = { ...newDraft('1', server), secrets: typed.secrets }
  expect(checkDraft(back, server, text).request?.secrets).toEqual(typed.secrets)
})

test('a password in a URL is masked as it was written, and nothing else is', () => {
  expect(maskUrl('x://me:a%40b@host/a%40b', { password: 'a@b' })).toBe(`x://me:${MASK}@host/a%40b`)
  expect(maskUrl('x://host/db?password=s3.t', { password: 's3.t' })).toBe(
    `x://host/db?password=${MASK}`,
  )
  expect(maskUrl('Host=h;Password=s3.t;Port=1', { password: 's3.t' })).toBe(
    `Host=h;Password=${MASK};Port=1`,
  )
  expect(maskUrl('Password="a;b";Host=h', { password: 'a;b' })).toBe(`Password="${MASK}";Host=h`)
  expect(maskUrl('x://host/db', { password: '' })).toBe('x://host/db')
})

test('another database keeps what was typed under the same name', () => {
  const other: DriverInfo = {
    ...server,
    id: 'other',
    profileFields: [
      { name: 'host', label: 'Host', kind: 'text', isRequired: true, defaultValue: 'localhost' },
      { name: 'port', label: 'Port', kind: 'number', isRequired: true, defaultValue: 1433 },
    ],
  }
  const typed = { ...newDraft('1', server), fields: { host: 'db.example', port: '5432' } }
  expect(withDriver(typed, other, server).fields).toEqual({ host: 'db.example', port: '1433' })
})

test('a connection without a name is called after its database, its server or its file', () => {
  const draft = newDraft('1', server)
  expect(suggestedName(draft, server)).toBe('localhost')
  expect(suggestedName({ ...draft, fields: { ...draft.fields, database: 'shop' } }, server)).toBe(
    'shop',
  )
  const onFile = { ...newDraft('1', file), fields: { path: String.raw`C:\data\shop.db` } }
  expect(suggestedName(onFile, file)).toBe('shop.db')
})

test('a draft becomes a profile with numbers, without empty fields, durations in milliseconds', () => {
  const draft = { ...newDraft('1', server), connectTimeout: '1.5' }
  const { request } = checkDraft(draft, server, text)
  expect(request?.profile).toMatchObject({
    name: 'localhost',
    fields: { host: 'localhost', port: 5432, user: 'me', tls: 'off' },
    connectTimeoutMs: 1500,
    pool: { min: 0, max: 5, acquireTimeoutMs: 30_000 },
  })
  expect(request?.profile.fields).not.toHaveProperty('database')
})

test('what is wrong stands at its field', () => {
  const draft = newDraft('1', server)
  const { problems } = checkDraft(
    {
      ...draft,
      fields: { ...draft.fields, host: ' ', port: 'x' },
      connectTimeout: '0.01',
      pool: { ...draft.pool, min: '9', idleTimeoutMs: '1800' },
    },
    server,
    text,
  )
  expect(problems).toEqual({
    host: 'Host is needed.',
    port: 'Port must be a number from 0.',
    connectTimeout: 'Connect timeout must be a number from 0.1 to 120.',
    'pool.min': 'Minimum is 9, above maximum 5. Lower it, or raise maximum.',
    'pool.idleTimeoutMs': 'Idle timeout is not below lifetime. Lower it, or raise lifetime.',
  })
})

test('a saved profile comes back into the form as it was', () => {
  const { request } = checkDraft(newDraft('1', server), server, text)
  if (!request) throw new Error('The draft was refused.')
  const again = checkDraft(draftOf(request.profile, server), server, text)
  expect(again.request?.profile).toEqual(request.profile)
})
