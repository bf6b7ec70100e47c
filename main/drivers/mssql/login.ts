import type { ConnectionTarget } from '../driver.ts'
import { DEFAULT_HOST, DEFAULT_PORT, DEFAULT_TLS_MODE, type TlsMode } from './profileFields.ts'

/** Where and as whom to log in, read from the fields of a profile; '' is not given. */
export type Login = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
  readonly tlsMode: TlsMode
  readonly certificateHost: string
}

export function readLogin({ fields }: ConnectionTarget): Login {
  const text = (name: string) => String(fields[name] ?? '')
  return {
    host: text('host') || DEFAULT_HOST,
    port: Number(fields.port ?? DEFAULT_PORT),
    user: text('user'),
    password: text('password'),
    database: text('database'),
    tlsMode: (text('tlsMode') || DEFAULT_TLS_MODE) as TlsMode,
    certificateHost: text('certificateHost'),
  }
}
