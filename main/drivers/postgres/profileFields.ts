import type { ProfileField } from '../../../contract/drivers.ts'

export const DEFAULT_HOST = 'localhost'
export const DEFAULT_PORT = 5432

export type TlsMode = 'off' | 'prefer' | 'require' | 'verify-ca' | 'verify-full'
export const DEFAULT_TLS_MODE: TlsMode = 'prefer'

export const TLS_CHOICES: readonly { readonly value: TlsMode; readonly label: string }[] = [
  { value: 'off', label: 'Off' },
  { value: 'prefer', label: 'If the server offers it' },
  { value: 'require', label: 'Required, certificate not checked' },
  { value: 'verify-ca', label: 'Required, certificate checked' },
  { value: 'verify-full', label: 'Required, certificate and host name checked' },
]

export const profileFields: readonly ProfileField[] = [
  {
    name: 'host',
    label: 'Host',
    kind: 'text',
    isRequired: true,
    defaultValue: DEFAULT_HOST,
    placeholder: 'db.example.com',
    help: 'Name or address of the server, or the folder of its Unix socket.',
  },
  { name: 'port', label: 'Port', kind: 'number', isRequired: true, defaultValue: DEFAULT_PORT },
  {
    name: 'database',
    label: 'Database',
    kind: 'text',
    isRequired: false,
    help: 'When empty, the one named like the user.',
  },
  { name: 'user', label: 'User', kind: 'text', isRequired: true, defaultValue: 'postgres' },
  { name: 'password', label: 'Password', kind: 'secret', isRequired: false },
  {
    name: 'tlsMode',
    label: 'TLS',
    kind: 'choice',
    isRequired: true,
    defaultValue: DEFAULT_TLS_MODE,
    choices: TLS_CHOICES,
    help: 'Only “certificate and host name checked” protects against a server in between.',
  },
  {
    name: 'caFile',
    label: 'CA certificate',
    kind: 'file',
    isRequired: false,
    help: 'PEM file of the authority that signed the server’s certificate. When empty, the well-known ones.',
  },
  {
    name: 'certFile',
    label: 'Client certificate',
    kind: 'file',
    isRequired: false,
    help: 'PEM file, where the server asks for a certificate of the user.',
  },
  {
    name: 'keyFile',
    label: 'Client key',
    kind: 'file',
    isRequired: false,
    help: 'PEM file of the private key that belongs to the client certificate.',
  },
]
