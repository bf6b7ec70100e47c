import { expect, test } from 'vitest'
import type { SshSettings } from '../../contract/profiles.ts'
import { text } from '../text/text.ts'
import { followJumps, readSsh, sshDraftOf, withSshHost } from './sshDraft.ts'

const saved: SshSettings = {
  host: 'bastion',
  port: 2222,
  user: 'me',
  method: 'key',
  keyFile: '~/.ssh/id',
  jumps: 'bastion, ops@inner:2222',
  jumpLogins: [{ jump: 'ops@inner:2222', method: 'key', keyFile: '~/.ssh/inner' }],
  keepAliveMs: 20_000,
}

test('what was saved comes back from the form as it was', () => {
  const problems = {}
  expect(readSsh(sshDraftOf(saved), text, problems)).toEqual(saved)
  expect(problems).toEqual({})
})

test('turned off, it means no tunnel, whatever else is typed', () => {
  const problems = {}
  expect(readSsh({ ...sshDraftOf(saved), isOn: false, port: 'x' }, text, problems)).toBeNull()
  expect(problems).toEqual({})
})

test('what is missing or out of bounds is told at its field', () => {
  const problems: Record<string, string> = {}
  const draft = {
    ...sshDraftOf(null),
    isOn: true,
    method: 'key' as const,
    port: '0',
    keepAlive: '-',
  }
  readSsh(draft, text, problems)
  expect(Object.keys(problems).toSorted()).toEqual(['ssh.host', 'ssh.keepAlive', 'ssh.port'])
})

test('what is left empty is what ~/.ssh/config has, or usual', () => {
  const problems = {}
  const draft = { ...sshDraftOf(null), isOn: true, host: 'shop-db', port: '' }
  expect(readSsh(draft, text, problems)).toMatchObject({ port: 22, user: '', jumps: '' })
  expect(problems).toEqual({})
  expect(sshDraftOf({ ...saved, port: 22 }).port).toBe('')
})

test('a host of ~/.ssh/config that has a key is logged in to by it', () => {
  const known = { alias: 'shop', hostName: 'h', user: 'u', port: 22, keyFile: '~/k', jumps: '' }
  const draft = sshDraftOf(null)
  expect(withSshHost(draft, 'shop', [known])).toEqual({ host: 'shop', method: 'key' })
  expect(withSshHost(draft, 'sho', [known])).toEqual({ host: 'sho' })
  expect(withSshHost({ ...draft, method: 'agent' }, 'shop', [known])).toEqual({ host: 'shop' })
})

test('logins of jump hosts follow them, and none goes over to another host', () => {
  const known = followJumps([{ jump: 'b', method: 'agent', keyFile: '' }], 'a, b')
  const methods = (jumps: string) => followJumps(known, jumps).map(({ method }) => method)
  expect(known.map(({ method }) => method)).toEqual(['same', 'agent'])
  expect(methods('a, bastion')).toEqual(['same', 'agent'])
  expect(methods('b, a')).toEqual(['agent', 'same'])
  expect(methods('x, a, b')).toEqual(['same', 'same', 'agent'])
  expect(methods('a, x, y')).toEqual(['same', 'same', 'same'])
  expect(methods('none')).toEqual([])
})
