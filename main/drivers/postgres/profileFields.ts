import type { ProfileField } from '../../../contract/drivers.ts'
import { TLS_CHOICES, tlsFields, type TlsMode } from '../tls.ts'

export const DEFAULT_HOST = 'localhost'
export const DEFAULT_PORT = 5432

/** Soon enough for a server, and nothing beside a statement that runs as long. */
export const DEFAULT_CLIENT_CHECK_MS = 10_000

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
  {
    name: 'clientCheckMs',
    label: 'Look for a lost client (ms)',
    kind: 'number',
    isRequired: false,
    defaultValue: DEFAULT_CLIENT_CHECK_MS,
    page: 'pool',
    help: 'How often the server looks, while a statement runs, whether Sluice is still there, to end what nobody waits for. 0: never. From PostgreSQL 14 on.',
  },
  ...tlsFields(TLS_CHOICES, DEFAULT_TLS_MODE),
]
