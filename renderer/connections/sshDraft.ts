import type { Profile, SshSettings } from '../../contract/profiles.ts'
import { usualSsh } from '../../contract/ssh.ts'
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
  keepAlive: string
}

const sshPort: NumberSetting = { unit: null, least: 1, most: 65_535, usual: usualSsh.port }
const keepAlive: NumberSetting = {
  unit: 's',
  least: 0,
  most: 3_600_000,
  usual: usualSsh.keepAliveMs,
}

export function sshDraftOf(ssh: Profile['ssh']): SshDraft {
  const { host, port, user, method, keyFile, keepAliveMs } = ssh ?? usualSsh
  return {
    isOn: ssh !== null,
    host,
    port: String(port),
    user,
    method,
    keyFile,
    keepAlive: writeNumber(keepAliveMs, keepAlive),
  }
}

/** The settings that the form means; what is wrong is told as `ssh.host`, `ssh.port` … */
export function readSsh(
  draft: SshDraft,
  text: Text,
  problems: Record<string, string>,
): Profile['ssh'] {
  if (!draft.isOn) return null
  const needed = (name: 'host' | 'user' | 'keyFile', label: string): string => {
    const value = draft[name].trim()
    if (value === '') problems[`ssh.${name}`] = text('connections.fieldRequired', { field: label })
    return value
  }
  const port = readNumber(draft.port, sshPort)
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
    host: needed('host', text('connections.sshHost')),
    port: port ?? usualSsh.port,
    user: needed('user', text('connections.sshUser')),
    method: draft.method,
    keyFile:
      draft.method === 'key'
        ? needed('keyFile', text('connections.sshKeyFile'))
        : draft.keyFile.trim(),
    keepAliveMs: keepAliveMs ?? usualSsh.keepAliveMs,
  }
}
