import { expect, test } from 'vitest'
import { WorkbenchError } from '../../../contract/errors.ts'
import { classifyError } from './classifyError.ts'

test.each([
  ['ECONNREFUSED', 'connection-refused'],
  ['ENOTFOUND', 'host-not-found'],
  ['EAI_AGAIN', 'host-not-found'],
  ['ECONNRESET', 'connection-lost'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-failed'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-failed'],
  ['28P01', 'authentication-failed'],
  ['3D000', 'database-not-found'],
  ['53300', 'server-busy'],
  ['57P03', 'server-busy'],
  ['57P01', 'connection-lost'],
  ['08006', 'connection-lost'],
  ['42601', 'syntax-error'],
  ['42501', 'permission-denied'],
  ['42P01', 'object-not-found'],
  ['42703', 'object-not-found'],
  ['42883', 'object-not-found'],
  ['42P07', 'server-error'],
  ['23505', 'constraint-violation'],
  ['25006', 'read-only'],
  ['40001', 'transaction-conflict'],
  ['40P01', 'transaction-conflict'],
  ['0A000', 'unsupported'],
  ['XX000', 'server-error'],
])('calls %s %s', (code, expected) => {
  expect(classifyError(Object.assign(new Error('it failed'), { code }))).toBe(expected)
})

test('tells a limit of time from a wish to stop', () => {
  const stopped = (message: string) => classifyError({ code: '57014', message })

  expect(stopped('canceling statement due to statement timeout')).toBe('statement-timeout')
  expect(stopped('canceling statement due to user request')).toBe('statement-cancelled')
})

test('keeps the code of an error already translated', () => {
  expect(classifyError(new WorkbenchError('disk-full', 'No room'))).toBe('disk-full')
})
