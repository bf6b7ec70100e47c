import { expect, test } from 'vitest'
import { algorithmsFor, hostKeyFault, readHostKey } from './hostKey.ts'
import { agentAddress } from './readLogin.ts'

// A public key of ssh-keygen, and what `ssh-keygen -lf` says of it.
const LINE = 'AAAAC3NzaC1lZDI1NTE5AAAAIMK1xu7TvblFyb01DWKE6FwpTyTUPYhPqCFRUaGy1DP/'
const FINGERPRINT = 'SHA256:KSqJPtBHlPOfQdviIBwaSHh8Xd7XqskmBqAT3qQNNFQ'

const server = { host: 'bastion', port: 22 }

test('a key is known by the fingerprint that ssh-keygen shows', () => {
  expect(readHostKey(Buffer.from(LINE, 'base64'))).toEqual({
    keyType: 'ssh-ed25519',
    fingerprint: FINGERPRINT,
  })
})

test('the known key is asked for first, RSA by its better signatures', () => {
  expect(algorithmsFor({ keyType: 'ssh-ed25519', fingerprint: '' })).toEqual(['ssh-ed25519'])
  expect(algorithmsFor({ keyType: 'ssh-rsa', fingerprint: '' })[0]).toBe('rsa-sha2-512')
})

test('an unknown key and another one are faults of two kinds, the same one is none', () => {
  const shown = { keyType: 'ssh-ed25519', fingerprint: 'SHA256:new' }
  expect(hostKeyFault(server, shown, null)?.code).toBe('host-key-unknown')
  expect(hostKeyFault(server, shown, shown)).toBeNull()
  const changed = hostKeyFault(server, shown, { ...shown, fingerprint: 'SHA256:old' })!
  expect(changed.code).toBe('host-key-changed')
  expect(changed.message).toMatch(/SHA256:new.*SHA256:old is trusted/)
})

test('the agent is the one of the session; on Windows OpenSSH’s where none is named', () => {
  expect(agentAddress({ SSH_AUTH_SOCK: '/run/agent' }, 'linux')).toBe('/run/agent')
  expect(agentAddress({}, 'win32')).toContain('openssh-ssh-agent')
  expect(() => agentAddress({}, 'darwin')).toThrow(/SSH_AUTH_SOCK is not set/)
})
