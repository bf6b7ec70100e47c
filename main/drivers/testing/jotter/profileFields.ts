import type { ProfileField } from '../../../../contract/drivers.ts'
import { STRICT_TLS_CHOICES, tlsFields } from '../../tls.ts'

export const DEFAULT_PORT = 7070

export const profileFields: readonly ProfileField[] = [
  { name: 'host', label: 'Host', kind: 'text', isRequired: true, defaultValue: 'localhost' },
  { name: 'port', label: 'Port', kind: 'number', isRequired: true, defaultValue: DEFAULT_PORT },
  { name: 'password', label: 'Password', kind: 'secret', isRequired: false },
  ...tlsFields(STRICT_TLS_CHOICES, 'off'),
]
