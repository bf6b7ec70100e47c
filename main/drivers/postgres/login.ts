import { readFile } from 'node:fs/promises'
import type { NetConnectOpts } from 'node:net'
import { userInfo } from 'node:os'
import type { ConnectionOptions } from 'node:tls'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { ConnectionTarget } from '../driver.ts'
import { DEFAULT_HOST, DEFAULT_PORT, DEFAULT_TLS_MODE, type TlsMode } from './profileFields.ts'

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

/** Null: no TLS. The Unix socket of the same machine has none. */
export async function tlsOptions(
  { fields }: ConnectionTarget,
  { tlsMode, host }: Login,
): Promise<ConnectionOptions | null> {
  if (tlsMode === 'off' || host.startsWith('/')) return null
  const [ca, cert, key] = await Promise.all(
    ['caFile', 'certFile', 'keyFile'].map((name) => readPem(String(fields[name] ?? ''))),
  )
  const isVerified = tlsMode === 'verify-ca' || tlsMode === 'verify-full'
  return {
    rejectUnauthorized: isVerified,
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
    // The authority is checked, the name is not.
    ...(tlsMode !== 'verify-full' && { checkServerIdentity: () => undefined }),
  }
}

async function readPem(path: string): Promise<Buffer | null> {
  if (path === '') return null
  try {
    return await readFile(path)
  } catch (error) {
    throw new WorkbenchError('tls-failed', `The file “${path}” cannot be read. Choose another.`, {
      cause: error,
    })
  }
}
