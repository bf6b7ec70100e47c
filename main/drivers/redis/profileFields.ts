import type { ProfileField } from '../../../contract/drivers.ts'
import { STRICT_TLS_CHOICES, tlsFields, type TlsMode } from '../tls.ts'

export const DEFAULT_HOST = 'localhost'
export const DEFAULT_PORT = 6379
export const DEFAULT_TLS_MODE: TlsMode = 'off'
export const DEFAULT_SEPARATOR = ':'

export type Topology = 'standalone' | 'sentinel' | 'cluster'

export const profileFields: readonly ProfileField[] = [
  {
    name: 'host',
    label: 'Host',
    kind: 'text',
    isRequired: true,
    defaultValue: DEFAULT_HOST,
    placeholder: 'cache.example.com',
    help: 'Name or address of the server; of Sentinels or cluster nodes one or several, as host:port, with commas between.',
  },
  { name: 'port', label: 'Port', kind: 'number', isRequired: true, defaultValue: DEFAULT_PORT },
  {
    name: 'topology',
    label: 'Topology',
    kind: 'choice',
    isRequired: true,
    defaultValue: 'standalone',
    choices: [
      { value: 'standalone', label: 'One server' },
      { value: 'sentinel', label: 'Found through Sentinel' },
      { value: 'cluster', label: 'Cluster' },
    ],
  },
  {
    name: 'masterName',
    label: 'Master name',
    kind: 'text',
    isRequired: false,
    placeholder: 'mymaster',
    help: 'What the Sentinels call the master.',
    hiddenWhile: { field: 'topology', is: ['standalone', 'cluster'] },
  },
  {
    name: 'database',
    label: 'Database',
    kind: 'number',
    isRequired: false,
    defaultValue: 0,
    help: 'Number of the key space, from 0. A cluster has only 0.',
  },
  {
    name: 'user',
    label: 'User',
    kind: 'text',
    isRequired: false,
    help: 'When empty, the server’s default user.',
  },
  { name: 'password', label: 'Password', kind: 'secret', isRequired: false },
  {
    name: 'separator',
    label: 'Key separator',
    kind: 'text',
    isRequired: false,
    defaultValue: DEFAULT_SEPARATOR,
    help: 'Where it stands in keys, the explorer makes folders.',
  },
  ...tlsFields(STRICT_TLS_CHOICES, DEFAULT_TLS_MODE),
]
