import type { ConnectionTarget } from '../driver.ts'
import type { TlsMode } from '../tls.ts'
import { DEFAULT_HOST, DEFAULT_PORT, DEFAULT_TLS_MODE, type Language } from './profileFields.ts'

/** Where and as whom to ask, read from the fields of a profile. */
export type Login = {
  readonly host: string
  readonly port: number
  readonly language: Language
  readonly database: string
  readonly organization: string
  readonly user: string
  readonly password: string
  readonly token: string
  readonly tlsMode: TlsMode
}

export function readLogin({ fields }: ConnectionTarget): Login {
  const text = (name: string) => String(fields[name] ?? '').trim()
  return {
    host: text('host') || DEFAULT_HOST,
    port: Number(text('port') || DEFAULT_PORT),
    language: (text('language') || 'influxql') as Language,
    database: text('database'),
    organization: text('organization'),
    user: text('user'),
    password: String(fields['password'] ?? ''),
    token: String(fields['token'] ?? ''),
    tlsMode: (text('tlsMode') || DEFAULT_TLS_MODE) as TlsMode,
  }
}

/** The header that says who asks; null: nobody in particular. */
export function authorization({ language, user, password, token }: Login): string | null {
  if (token) return `${language === 'sql' ? 'Bearer' : 'Token'} ${token}`
  if (!user) return null
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
}
