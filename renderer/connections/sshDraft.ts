import type { Profile, SshSettings } from '../../contract/profiles.ts'
import { jumpsIn, usualSsh, type SshHost, type SshMethod } from '../../contract/ssh.ts'
import type { Text } from '../text/text.ts'
import { readNumber, writeNumber, type NumberSetting } from './numberSettings.ts'

/** The tunnel as it stands in the form; what is typed stays when it is turned off and on. */
export type SshDraft = {
  isOn: boolean
  host: string
  port: string
  user: string
  method: SshSettings['method']
  keyFile: string
  jumps: string
  /** One for each of `jumps`, in their order. */
  jumpLogins: readonly JumpDraft[]
  keepAlive: string
}

/** `same`: as the SSH server, or as ~/.ssh/config says. */
export type JumpDraft = { jump: string; method: SshMethod | 'same'; keyFile: string }

const sshPort: NumberSetting = { unit: null, least: 1, most: 65_535, usual: usualSsh.port }
const keepAlive: NumberSetting = {
  unit: 's',
  least: 0,
  most: 3_600_000,
  usual: usualSsh.keepAliveMs,
}

export function sshDraftOf(ssh: Profile['ssh']): SshDraft {
  const { host, port, user, method, keyFile, jumps, jumpLogins, keepAliveMs } = ssh ?? usualSsh
  return {
    isOn: ssh !== null,
    host,
    port: port === usualSsh.port ? '' : String(port),
    user,
    method,
    keyFile,
    jumps,
    jumpLogins: followJumps(jumpLogins, jumps),
    keepAlive: writeNumber(keepAliveMs, keepAlive),
  }
}

/**
 * The logins for jump hosts as they are written now: each follows the text of its host, one whose text
 * is being changed its place, and new ones are logged in to as the SSH server is.
 */
export function followJumps(logins: readonly JumpDraft[], jumps: string): JumpDraft[] {
  const written = [...new Set(jumpsIn(jumps.trim()))]
  return written.map((jump, index) => {
    const known = logins.find((login) => login.jump === jump)
    const before = written.length === logins.length ? logins[index] : undefined
    const isRewritten = before && !written.includes(before.jump)
    return known ?? { ...(isRewritten ? before : { method: 'same', keyFile: '' }), jump }
  })
}

/**
 * Another host: one of ~/.ssh/config with a key of its own is logged in to by that, unless a way was
 * chosen already.
 */
export function withSshHost(
  draft: SshDraft,
  host: string,
  hosts: readonly SshHost[],
): Partial<SshDraft> {
  const known = hosts.find(({ alias }) => alias === host.trim())
  const isUntouched = draft.method === usualSsh.method
  return { host, ...(known?.keyFile && isUntouched && { method: 'key' }) }
}

/** The settings that the form means; what is wrong is told as `ssh.host`, `ssh.port` … */
export function readSsh(
  draft: SshDraft,
  text: Text,
  problems: Record<string, string>,
): Profile['ssh'] {
  if (!draft.isOn) return null
  const host = draft.host.trim()
  if (host === '')
    problems['ssh.host'] = text('connections.fieldRequired', { field: text('connections.sshHost') })
  const port = draft.port.trim() === '' ? usualSsh.port : readNumber(draft.port, sshPort)
  if (port === null)
    problems['ssh.port'] = text('connections.numberBetween', {
      field: text('connections.sshPort'),
      least: 1,
      most: 65_535,
    })
  const keepAliveMs = readNumber(draft.keepAlive, keepAlive)
  if (keepAliveMs === null)
    problems['ssh.keepAlive'] = text('connections.numberBetween', {
      field: text('connections.sshKeepAlive'),
      least: 0,
      most: 3_600,
    })
  return {
    host,
    port: port ?? usualSsh.port,
    user: draft.user.trim(),
    method: draft.method,
    keyFile: draft.keyFile.trim(),
    jumps: draft.jumps.trim(),
    jumpLogins: draft.jumpLogins.flatMap(({ jump, method, keyFile }) =>
      method === 'same' ? [] : { jump, method, keyFile: method === 'key' ? keyFile.trim() : '' },
    ),
    keepAliveMs: keepAliveMs ?? usualSsh.keepAliveMs,
  }
}
