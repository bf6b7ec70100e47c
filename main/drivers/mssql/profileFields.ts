import type { ProfileField } from '../../../contract/drivers.ts'
import { TLS_FILE_FIELDS } from '../tls.ts'

export const DEFAULT_HOST = 'localhost'
export const DEFAULT_PORT = 1433

export type TlsMode = 'optional' | 'mandatory-trust' | 'mandatory' | 'strict'
export const DEFAULT_TLS_MODE: TlsMode = 'mandatory'

export const TLS_CHOICES: readonly { readonly value: TlsMode; readonly label: string }[] = [
  { value: 'optional', label: 'Off' },
  { value: 'mandatory-trust', label: 'Required, certificate not checked' },
  { value: 'mandatory', label: 'Required, certificate and host name checked' },
  { value: 'strict', label: 'Strict (TDS 8.0), certificate and host name checked' },
]

export const profileFields: readonly ProfileField[] = [
  {
    name: 'host',
    label: 'Host',
    kind: 'text',
    isRequired: true,
    defaultValue: DEFAULT_HOST,
    placeholder: 'db.example.com',
  },
  { name: 'port', label: 'Port', kind: 'number', isRequired: true, defaultValue: DEFAULT_PORT },
  {
    name: 'database',
    label: 'Database',
    kind: 'text',
    isRequired: false,
    help: 'When empty, the user’s own default.',
  },
  { name: 'user', label: 'User', kind: 'text', isRequired: true, defaultValue: 'sa' },
  { name: 'password', label: 'Password', kind: 'secret', isRequired: false },
  {
    name: 'tlsMode',
    label: 'TLS',
    kind: 'choice',
    page: 'tls',
    isRequired: true,
    defaultValue: DEFAULT_TLS_MODE,
    choices: TLS_CHOICES,
    help: 'Only a checked certificate protects against a server in between.',
  },
  ...TLS_FILE_FIELDS,
  {
    name: 'certificateHost',
    label: 'Host name in the certificate',
    kind: 'text',
    page: 'tls',
    hiddenWhile: { field: 'tlsMode', is: ['optional', 'mandatory-trust'] },
    isRequired: false,
    help: 'When empty, the host above.',
  },
]
