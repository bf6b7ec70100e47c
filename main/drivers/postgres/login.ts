import type { NetConnectOpts } from 'node:net'
import { userInfo } from 'node:os'
import type { ConnectionTarget } from '../driver.ts'
import type { TlsMode } from '../tls.ts'
import { DEFAULT_HOST, DEFAULT_PORT, DEFAULT_TLS_MODE } from './profileFields.ts'

/** Where and as whom to log in, read from the fields of a profile. */
export type Login = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  readonly password: string
  readonly tlsMode: TlsMode
}

/** A host that is a path is the folder of a Unix socket. */
export const addressOf = (host: string, port: number): NetConnectOpts =>
  host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port }

export function readLogin({ fields }: ConnectionTarget): Login {
  const text = (name: string) => String(fields[name] ?? '')
  const user = text('user') || userInfo().username
  return {
    host: text('host') || DEFAULT_HOST,
    port: Number(fields.port ?? DEFAULT_PORT),
    user,
    database: text('database') || user,
    password: text('password'),
    tlsMode: (text('tlsMode') || DEFAULT_TLS_MODE) as TlsMode,
  }
}
