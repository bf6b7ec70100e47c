import type { ProfileField } from '../../../contract/drivers.ts'
import { TLS_CHOICES, tlsFields, type TlsMode } from '../tls.ts'

export const DEFAULT_HOST = 'localhost'
export const DEFAULT_PORT = 5432

export const DEFAULT_TLS_MODE: TlsMode = 'prefer'

export const profileFields: readonly ProfileField[] = [
  {
    name: 'host',
    label: 'Host',
    kind: 'text',
    isRequired: true,
    defaultValue: DEFAULT_HOST,
    placeholder: 'db.example.com',
    help: 'Name, address, or folder of a socket.',
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
  ...tlsFields(TLS_CHOICES, DEFAULT_TLS_MODE),
]
