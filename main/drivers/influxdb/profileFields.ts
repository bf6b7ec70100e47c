import type { ProfileField } from '../../../contract/drivers.ts'
import { STRICT_TLS_CHOICES, tlsFields, type TlsMode } from '../tls.ts'

export const DEFAULT_HOST = 'localhost'
export const DEFAULT_PORT = 8086
export const DEFAULT_TLS_MODE: TlsMode = 'off'

/** The language of the statements, which goes with the server's generation: 1, 2 and 3. */
export type Language = 'influxql' | 'flux' | 'sql'
export const LANGUAGES: readonly { readonly value: Language; readonly label: string }[] = [
  { value: 'influxql', label: 'InfluxQL (InfluxDB 1)' },
  { value: 'flux', label: 'Flux (InfluxDB 2)' },
  { value: 'sql', label: 'SQL (InfluxDB 3)' },
]

export const profileFields: readonly ProfileField[] = [
  {
    name: 'host',
    label: 'Host',
    kind: 'text',
    isRequired: true,
    defaultValue: DEFAULT_HOST,
    placeholder: 'metrics.example.com',
  },
  { name: 'port', label: 'Port', kind: 'number', isRequired: true, defaultValue: DEFAULT_PORT },
  {
    name: 'language',
    label: 'Language',
    kind: 'choice',
    isRequired: true,
    defaultValue: 'influxql',
    choices: LANGUAGES,
  },
  {
    name: 'database',
    label: 'Database or bucket',
    kind: 'text',
    isRequired: false,
    help: 'Where statements that name none look.',
  },
  {
    name: 'organization',
    label: 'Organization',
    kind: 'text',
    isRequired: false,
    help: 'With InfluxDB 2: whose buckets they are.',
  },
  { name: 'user', label: 'User', kind: 'text', isRequired: false },
  { name: 'password', label: 'Password', kind: 'secret', isRequired: false },
  {
    name: 'token',
    label: 'Token',
    kind: 'secret',
    isRequired: false,
    help: 'With InfluxDB 2 and 3, instead of user and password.',
  },
  ...tlsFields(STRICT_TLS_CHOICES, DEFAULT_TLS_MODE),
]
