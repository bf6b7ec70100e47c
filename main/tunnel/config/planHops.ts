import { WorkbenchError } from '../../../contract/errors.ts'
import { usualSsh } from '../../../contract/ssh.ts'
import type { JumpLogin, SshLogin } from '../readLogin.ts'
import type { ConfigLine } from './parseSshConfig.ts'
import { resolveSshHost, type SshHostSettings } from './resolveSshHost.ts'

/** What ssh_config is read for, and by whom. */
export type SshPlace = {
  readonly lines: readonly ConfigLine[]
  readonly home: string
  readonly localUser: string
}

/** More jumps than anybody has: they lead in a circle. */
const MOST_HOPS = 10

type Called = { readonly host: string; readonly user: string; readonly port: number }

/**
 * The logins on the way to an SSH server, itself the last: jump hosts as the profile names them, else as
 * ssh_config has them. What is left open is as ssh_config says of the host, and the user else the local
 * one. `jumpLogins` are how jump hosts of the profile are logged in to where that is not as the server is. Throws `invalid-profile` for jumps that cannot be read, `unsupported` for a ProxyCommand.
 */
export function planHops(
  { jumpLogins = [], ...login }: SshLogin & { jumpLogins?: readonly JumpLogin[] },
  place: SshPlace,
): SshLogin[] {
  const called = { host: login.host, user: login.user, port: login.port }
  const settings = settingsOf(called.host, place)
  const jumps = login.jumps || jumpsOf(called.host, settings)
  const last = loginAt(called, login, place, login.keyFile)
  // A jump host without a key of its own in ssh_config is opened by the same.
  const usual = { ...login, keyFile: last.keyFile }
  return [...hopsOf({ jumps, jumpLogins }, usual, place, 0), last]
}

type Jumps = { readonly jumps: string; readonly jumpLogins: readonly JumpLogin[] }

function hopsOf(
  { jumps, jumpLogins }: Jumps,
  login: SshLogin,
  place: SshPlace,
  depth: number,
): SshLogin[] {
  if (jumps === '' || jumps.toLowerCase() === 'none') return []
  const called = jumps.split(',').map((text) => {
    const own = jumpLogins.find(({ jump }) => jump === text.trim())
    return { ...readJump(text.trim()), own }
  })
  if (depth + called.length > MOST_HOPS)
    throw new WorkbenchError(
      'invalid-profile',
      `The jump hosts in front of “${login.host}” lead in a circle. Look at ProxyJump in ~/.ssh/config.`,
      { details: { field: 'ssh.jumps' } },
    )
  // Those behind the first are reached through the one before, whatever ssh_config says of them.
  const first = called[0]!
  const before = jumpsOf(first.host, settingsOf(first.host, place))
  return [
    ...hopsOf({ jumps: before, jumpLogins: [] }, login, place, depth + called.length),
    ...called.map(({ own, ...one }) => {
      if (!own) return loginAt(one, login, place, '')
      const { method, password, passphrase, keyFile } = own
      return loginAt(one, { ...login, method, password, passphrase, keyFile: '' }, place, keyFile)
    }),
  ]
}

/** Logged in to as the profile says, where ssh_config has nothing else of the host. */
function loginAt(
  { host, user, port }: Called,
  login: SshLogin,
  place: SshPlace,
  keyFile: string,
): SshLogin {
  const settings = settingsOf(host, place)
  const named = user || settings.user || place.localUser
  const hostName = (settings.hostName ?? host).replaceAll('%h', host)
  const identity =
    settings.identityFile && expand(settings.identityFile, { host: hostName, user: named, place })
  return {
    ...login,
    host: hostName,
    user: named,
    port: port === usualSsh.port ? (settings.port ?? port) : port,
    keyFile: keyFile || identity || login.keyFile,
    jumps: '',
  }
}

const settingsOf = (host: string, { lines, localUser }: SshPlace): SshHostSettings =>
  resolveSshHost(lines, { host, localUser })

/** ProxyJump, and the ProxyCommand that was written for it before there was one. */
function jumpsOf(host: string, { proxyJump, proxyCommand }: SshHostSettings): string {
  if (proxyJump !== null) return proxyJump.toLowerCase() === 'none' ? '' : proxyJump
  if (proxyCommand === null || proxyCommand.toLowerCase() === 'none') return ''
  const [, jump] = /^ssh\s+(?:-q\s+)?-W\s+%h:%p\s+(?:-q\s+)?([^\s-]\S*)$/.exec(proxyCommand) ?? []
  if (jump) return jump
  throw new WorkbenchError(
    'unsupported',
    `“${host}” has a ProxyCommand in ~/.ssh/config, which is not run here. Name the jump hosts instead, or write it as ProxyJump.`,
    { details: { field: 'ssh.jumps' } },
  )
}

const JUMP =
  /^(?:ssh:\/\/)?(?:(?<user>[^@\s]+)@)?(?:\[(?<v6>[0-9a-f:.%]+)\]|(?<name>[^\s:@[\]/]+))(?::(?<port>\d+))?\/?$/i

/** `user@host:port`, as `ssh -J` takes it. */
function readJump(text: string): Called {
  const { user = '', v6, name, port } = JUMP.exec(text)?.groups ?? {}
  const number = port === undefined ? usualSsh.port : Number(port)
  const host = v6 ?? name
  if (host && number > 0 && number < 65_536) return { host, user, port: number }
  throw new WorkbenchError(
    'invalid-profile',
    `“${text}” is no jump host. Write user@host:port, with commas between several.`,
    { details: { field: 'ssh.jumps' } },
  )
}

/** The tokens of ssh_config that are known here; `~` is left to whoever opens the file. */
function expand(
  text: string,
  { host, user, place }: { host: string; user: string; place: SshPlace },
): string {
  const values: Readonly<Record<string, string>> = {
    '%': '%',
    d: place.home,
    h: host,
    r: user,
    u: place.localUser,
  }
  return text.replaceAll(/%([%dhru])/g, (_, token: string) => values[token]!)
}
