import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { profileSchema } from '../../../contract/profiles.ts'
import { drivers } from '../../drivers/registry.ts'
import { exportProfiles } from './exportProfiles.ts'
import { nearestColour } from './nearestColour.ts'
import { parseJsonc } from './parseJsonc.ts'
import { readImport } from './readImport.ts'

const fixture = (name: string) => readFileSync(new URL(`testing/${name}`, import.meta.url), 'utf8')

let lastId = 0
const read = (text: string, profiles: Parameters<typeof readImport>[1]['profiles'] = []) =>
  readImport(text, { drivers, profiles, newId: () => `id-${++lastId}` })

const found = (text: string) => {
  const { connections, ...rest } = read(text)
  return { ...rest, byName: new Map(connections.map((one) => [one.name, one])) }
}

describe('DBeaver’s data-sources.json', () => {
  const { format, remarks, byName } = found(fixture('data-sources.json'))

  test('is known, and it is said that names and passwords in its other file are not read', () => {
    expect(format).toBe('dbeaver')
    expect(remarks.join()).toMatch(/encrypted in another file, which is not read/)
    expect(byName.size).toBe(6)
  })

  test('gives its folder, colour, environment, read-only mark and TLS', () => {
    expect(byName.get('orders')!.profile).toMatchObject({
      driverId: 'postgres',
      fields: { host: 'db.example.org', port: 5433, database: 'shop', tlsMode: 'verify-full' },
      folder: 'Shop/Live',
      colour: 'red',
      environment: 'production',
      isReadOnly: true,
      ssh: null,
    })
    expect(byName.get('erp')!.profile!.fields).toMatchObject({
      host: 'sql.example.org',
      database: 'ERP',
      tlsMode: 'mandatory-trust',
    })
    expect(byName.get('notes')!.profile!.fields).toMatchObject({ path: '/home/me/notes.db' })
  })

  test('gives its SSH tunnel, and says what of it is missing', () => {
    const { profile, notes } = byName.get('behind a bastion')!
    expect(profile!.ssh).toMatchObject({
      host: 'bastion.example.org',
      port: 2222,
      method: 'key',
      keyFile: '/home/me/.ssh/id_ed25519',
    })
    expect(notes.join()).toContain('The SSH user is encrypted in DBeaver')
  })

  test('names what has no driver or no counterpart here, and why', () => {
    expect(byName.get('warehouse')).toMatchObject({
      profile: null,
      problem: expect.stringMatching(/no driver for “mysql”\. It has SQLite, PostgreSQL/) as string,
    })
    expect(byName.get('by proxy')!.notes.join()).toContain('“socks_proxy” has no counterpart')
  })
})

describe('settings.json', () => {
  test('of Azure Data Studio, with comments, groups and both databases', () => {
    const { format, byName, remarks } = found(fixture('azure-data-studio.json'))
    expect(format).toBe('azure-data-studio')
    expect(remarks.join()).toContain('Passwords stay in the keychain')
    expect(byName.get('Orders')!.profile).toMatchObject({
      driverId: 'mssql',
      fields: {
        host: 'sql-prod.example.org',
        port: 14330,
        database: 'Orders',
        user: 'ana',
        tlsMode: 'mandatory',
      },
      folder: 'Production/EU',
      colour: 'orange',
    })
    expect(byName.get('pg app')!.profile).toMatchObject({
      driverId: 'postgres',
      fields: { host: 'pg', port: 5433, database: 'app', user: 'postgres' },
      folder: '',
    })
    expect(byName.get('By Entra')!.problem).toMatch(/Microsoft Entra, which Sluice cannot/)
    expect(byName.get('Kusto')!.problem).toMatch(/no driver for “KUSTO”/)
  })

  test('of VS Code with the MSSQL extension', () => {
    const { format, byName } = found(fixture('vscode-mssql.json'))
    expect(format).toBe('vscode-mssql')
    expect(byName.get('Local')!.profile).toMatchObject({
      fields: { host: 'localhost', database: 'master', user: 'sa', tlsMode: 'mandatory-trust' },
      folder: 'Local Development',
      colour: 'green',
    })
    expect(byName.get('Windows')!.problem).toMatch(/as the Windows user, which Sluice cannot/)
    expect(byName.get('Named')!.problem).toMatch(/instance “SQLEXPRESS” without a port/)
  })
})

describe('URLs', () => {
  const text = [
    '# ours',
    'postgres://ana:s3cret@db.example.org/shop',
    'jdbc:postgresql://db.example.org:5432/stock?sslmode=require',
    'redis://cache.example.org',
    'mysql://u:hush@h/d',
  ].join('\r\n')

  test('one a line, with their passwords apart', () => {
    const { format, connections } = read(text)
    expect(format).toBe('urls')
    expect(connections.map(({ target }) => target).slice(0, 3)).toEqual([
      'PostgreSQL · db.example.org:5432/shop',
      'PostgreSQL · db.example.org:5432/stock',
      'Redis · cache.example.org:6379',
    ])
    expect(connections[0]!.secrets).toEqual({ password: 's3cret' })
    expect(JSON.stringify(connections[0]!.profile)).not.toContain('s3cret')
    expect(connections[1]!.profile!.fields['tlsMode']).toBe('require')
  })

  test('that cannot be read are told by their line, without the password in them', () => {
    const { name, problem } = read(text).connections[3]!
    expect(name).toBe('Line 4')
    expect(problem).toMatch(/No driver knows the scheme “mysql”/)
    expect(problem).not.toContain('hush')
  })

  test('that lead where a connection leads already, or an earlier line does, are marked', () => {
    const [, , redis] = read(text).connections
    const again = read(`${text}\nredis://cache.example.org`, [{ ...redis!.profile!, name: 'kept' }])
    expect(again.connections.map(({ duplicateOf }) => duplicateOf)).toEqual([
      null,
      null,
      'kept',
      null,
      'kept',
    ])
  })
})

test('what Sluice exports comes back the same, without an id, a place or a secret', () => {
  const profile = profileSchema.parse({
    id: 'a',
    name: 'orders',
    driverId: 'postgres',
    fields: { host: 'db', port: 5432, user: 'ana' },
    folder: 'Shop',
    colour: 'teal',
    environment: 'test',
    pool: { max: 9 },
    ssh: { host: 'bastion', user: 'deploy', method: 'agent' },
  })
  const text = exportProfiles([profile])
  expect(text).not.toContain('"id"')
  const { format, connections } = read(text)
  expect(format).toBe('sluice')
  expect({ ...connections[0]!.profile, id: 'a' }).toEqual(profile)
})

test('a mistake in one of several connections of our own keeps none of the others from being read', () => {
  const text = JSON.stringify({
    profiles: [
      { name: 'good', url: 'redis://cache' },
      { name: 'bad', url: 'redis://cache', pool: { max: 0 } },
    ],
  })
  const { connections } = read(text)
  expect(connections.map(({ problem }) => problem === null)).toEqual([true, false])
})

test.each([
  ['{"a": 1}', /no connections in this file/],
  ['{"a": ', /begins like JSON and is none/],
  ['  \n ', /nothing in it/],
  ['{"connections": {"x": {"name": 3}}}', /not as expected/],
])('%s is refused', (text, message) => {
  expect(() => read(text)).toThrow(message)
})

test('JSON with comments is read, and what looks like one in a text is kept', () => {
  const text = '\uFEFF{ // a\n "u": "http://x", /* b */ "l": [1, 2,],\n}'
  expect(parseJsonc(text)).toEqual({ u: 'http://x', l: [1, 2] })
})

test.each([
  ['255,0,0', 'red'],
  ['#a1634d', 'orange'],
  ['teal', 'teal'],
  ['#2C701B', 'green'],
  ['128, 128, 128', 'grey'],
  ['what', 'none'],
  [undefined, 'none'],
])('the colour %s becomes %s', (written, colour) => {
  expect(nearestColour(written)).toBe(colour)
})
