import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { checkServerIdentity, type ConnectionOptions, type SecureContextOptions } from 'node:tls'
import type { ProfileField } from '../../contract/drivers.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { ConnectionTarget } from './driver.ts'
import { type PemFile, tlsFilesFault } from './tlsFilesFault.ts'

/** How much of TLS a profile asks for, as libpq's `sslmode` has it. */
export type TlsMode = 'off' | 'prefer' | 'require' | 'verify-ca' | 'verify-full'
export type TlsChoice = { readonly value: TlsMode; readonly label: string }

export const TLS_CHOICES: readonly TlsChoice[] = [
  { value: 'off', label: 'Off' },
  { value: 'prefer', label: 'If the server offers it' },
  { value: 'require', label: 'Required, certificate not checked' },
  { value: 'verify-ca', label: 'Required, certificate checked' },
  { value: 'verify-full', label: 'Required, certificate and host name checked' },
]

/** For protocols that cannot ask whether the server has TLS. */
export const STRICT_TLS_CHOICES: readonly TlsChoice[] = TLS_CHOICES.filter(
  ({ value }) => value !== 'prefer',
)

/** What the connection form asks for TLS: `tlsMode`, and the files. */
export const tlsFields = (
  choices: readonly TlsChoice[],
  defaultMode: TlsMode,
): readonly ProfileField[] => [
  {
    name: 'tlsMode',
    label: 'TLS',
    kind: 'choice',
    page: 'tls',
    isRequired: true,
    defaultValue: defaultMode,
    choices,
    help: 'Only “certificate and host name checked” protects against a server in between.',
  },
  ...TLS_FILE_FIELDS,
]

/** Modes, of all drivers, in which no certificate of the server is checked, or none is shown at all. */
const UNCHECKED = ['off', 'prefer', 'require', 'optional', 'mandatory-trust']
const UNENCRYPTED = ['off', 'optional']

/** `caFile`, `certFile`, `keyFile`, `keyPassphrase`. */
export const TLS_FILE_FIELDS: readonly ProfileField[] = [
  {
    name: 'caFile',
    label: 'CA certificate',
    kind: 'file',
    page: 'tls',
    hiddenWhile: { field: 'tlsMode', is: UNCHECKED },
    isRequired: false,
    help: 'PEM file of the authority that signed the server’s certificate. When empty, the well-known ones.',
  },
  {
    name: 'certFile',
    label: 'Client certificate',
    kind: 'file',
    page: 'tls',
    hiddenWhile: { field: 'tlsMode', is: UNENCRYPTED },
    isRequired: false,
    help: 'PEM file, where the server asks for a certificate of the user.',
  },
  {
    name: 'keyFile',
    label: 'Client key',
    kind: 'file',
    page: 'tls',
    hiddenWhile: { field: 'tlsMode', is: UNENCRYPTED },
    isRequired: false,
    help: 'PEM file of the private key that belongs to the client certificate.',
  },
  {
    name: 'keyPassphrase',
    label: 'Passphrase of the client key',
    kind: 'secret',
    page: 'tls',
    hiddenWhile: { field: 'certFile', is: [''] },
    isRequired: false,
    help: 'Where the key has one.',
  },
]

/** As the form has it, and the profile. */
export function wordsForTls(mode: TlsMode): string {
  const label = TLS_CHOICES.find(({ value }) => value === mode)!.label
  return `“${label}” (${mode})`
}

/** Null: no TLS. Throws `tls-failed` for a file that cannot be used. */
export async function tlsOptions(
  target: ConnectionTarget,
  mode: TlsMode,
): Promise<ConnectionOptions | null> {
  if (mode === 'off') return null
  return {
    rejectUnauthorized: mode === 'verify-ca' || mode === 'verify-full',
    ...(await readTlsFiles(target)),
    // The authority is checked, the name is not.
    ...(mode !== 'verify-full' && { checkServerIdentity: () => undefined }),
  }
}

export type TlsFiles = Pick<SecureContextOptions, 'ca' | 'cert' | 'key' | 'passphrase'>

/** What the profile's files hold; throws as `tlsFilesFault` says for what cannot be used. */
export async function readTlsFiles({ fields }: ConnectionTarget): Promise<TlsFiles> {
  const [ca, cert, key] = await Promise.all(
    ['caFile', 'certFile', 'keyFile'].map((name) => readPem(String(fields[name] ?? ''))),
  )
  const passphrase = String(fields['keyPassphrase'] ?? '')
  const fault = tlsFilesFault({ ca, cert, key, passphrase })
  if (fault) throw fault
  return {
    ...(ca && { ca: ca.pem }),
    // One file often holds both.
    ...(cert && { cert: cert.pem, key: (key ?? cert).pem, ...(passphrase && { passphrase }) }),
  }
}

/**
 * Whose certificate it has to be, wherever the socket leads. Goes in front of `tlsOptions`, which may
 * leave the name unchecked.
 */
export const certificateOf = (host: string): ConnectionOptions =>
  isIP(host) === 0
    ? { servername: host }
    : { checkServerIdentity: (_name, certificate) => checkServerIdentity(host, certificate) }

async function readPem(path: string): Promise<PemFile | null> {
  if (path === '') return null
  try {
    return { path, pem: await readFile(path) }
  } catch (error) {
    throw new WorkbenchError('tls-failed', `The file “${path}” cannot be read. Choose another.`, {
      cause: error,
    })
  }
}
