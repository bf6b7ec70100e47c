import { expect, test } from 'vitest'
import type { SshSettings } from '../../contract/profiles.ts'
import { text } from '../text/text.ts'
import { readSsh, sshDraftOf } from './sshDraft.ts'

const saved: SshSettings = {
  host: 'bastion',
  port: 2222,
  user: 'me',
  method: 'key',
  keyFile: '~/.ssh/id',
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
  expect(Object.keys(problems).toSorted()).toEqual([
    'ssh.host',
    'ssh.keepAlive',
    'ssh.keyFile',
    'ssh.port',
    'ssh.user',
  ])
})
