import { expect, test } from 'vitest'
import type { DriverInfo } from '../../contract/drivers.ts'
import { fieldsOn, pagesOf, pagesWithProblems } from './formPages.ts'

const driver = (profileFields: DriverInfo['profileFields']) => ({ profileFields }) as DriverInfo

const server = driver([
  { name: 'host', label: 'Host', kind: 'text', isRequired: true },
  { name: 'tlsMode', label: 'TLS', kind: 'choice', isRequired: true, page: 'tls' },
  {
    name: 'caFile',
    label: 'CA',
    kind: 'file',
    isRequired: false,
    page: 'tls',
    hiddenWhile: { field: 'tlsMode', is: ['off'] },
  },
  {
    name: 'passphrase',
    label: 'Passphrase',
    kind: 'secret',
    isRequired: false,
    page: 'tls',
    hiddenWhile: { field: 'caFile', is: [''] },
  },
])
const file = driver([{ name: 'path', label: 'File', kind: 'file', isRequired: true }])

test('a database that is a file is asked nothing about networks', () => {
  expect(pagesOf(server)).toEqual(['general', 'tls', 'ssh', 'servers', 'pool'])
  expect(pagesOf(file)).toEqual(['general', 'pool'])
})

test('a field stands on its page, while it is needed', () => {
  const names = (page: 'general' | 'tls', tlsMode: string) =>
    fieldsOn(page, server, { tlsMode }).map(({ name }) => name)
  expect(names('general', 'off')).toEqual(['host'])
  expect(names('tls', 'off')).toEqual(['tlsMode'])
  expect(names('tls', 'verify-full')).toEqual(['tlsMode', 'caFile'])
})

test('a field that hangs on one that is not asked for is not asked for either', () => {
  const names = (values: Record<string, string>) =>
    fieldsOn('tls', server, values).map(({ name }) => name)
  expect(names({ tlsMode: 'on', caFile: '/ca' })).toEqual(['tlsMode', 'caFile', 'passphrase'])
  expect(names({ tlsMode: 'off', caFile: '/ca' })).toEqual(['tlsMode'])
})

test('what is wrong belongs to the page where it can be mended', () => {
  const pages = (...names: string[]) => [
    ...pagesWithProblems(Object.fromEntries(names.map((name) => [name, 'wrong'])), server),
  ]
  expect(pages('host')).toEqual(['general'])
  expect(pages('caFile')).toEqual(['tls'])
  expect(pages('ssh.host', 'server.0.port')).toEqual(['ssh', 'servers'])
  expect(pages('pool.min', 'connectTimeout')).toEqual(['pool'])
})
