import { homedir, userInfo } from 'node:os'
import type { SshSettings } from '../../../contract/profiles.ts'
import { type SshHost, usualSsh } from '../../../contract/ssh.ts'
import { planHops, type SshPlace } from './planHops.ts'
import { readSshConfig } from './readSshConfig.ts'
import { aliasesIn, resolveSshHost } from './resolveSshHost.ts'

/** The ssh_config of whoever runs the program, as it is now. */
export async function readSshPlace(): Promise<SshPlace> {
  const home = homedir()
  return { lines: await readSshConfig(home), home, localUser: localUser() }
}

/** Where the system knows no name for the user, it throws. */
function localUser(): string {
  try {
    return userInfo().username
  } catch {
    return process.env['USER'] ?? process.env['USERNAME'] ?? ''
  }
}

/** The hosts that it calls by name. */
export async function listSshHosts(): Promise<SshHost[]> {
  const { lines, localUser: user } = await readSshPlace()
  return aliasesIn(lines).map((alias) => {
    const settings = resolveSshHost(lines, { host: alias, localUser: user })
    return {
      alias,
      hostName: (settings.hostName ?? alias).replaceAll('%h', alias),
      user: settings.user ?? '',
      port: settings.port ?? usualSsh.port,
      keyFile: settings.identityFile ?? '',
      jumps: settings.proxyJump ?? '',
    }
  })
}

/** Whether the way of a profile leads through this server. */
export function passesBy(
  { host, port }: { readonly host: string; readonly port: number },
  ssh: SshSettings,
  place: SshPlace,
): boolean {
  try {
    const hops = planHops({ ...ssh, jumpLogins: [], password: null, passphrase: null }, place)
    return hops.some((hop) => hop.host === host && hop.port === port)
  } catch {
    // A way that cannot be planned was not gone either.
    return false
  }
}
