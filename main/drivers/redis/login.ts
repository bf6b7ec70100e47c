import { WorkbenchError } from '../../../contract/errors.ts'
import type { ConnectionTarget } from '../driver.ts'
import type { ServerAddress } from '../networkErrors.ts'
import type { TlsMode } from '../tls.ts'
import {
  DEFAULT_HOST,
  DEFAULT_PORT,
  DEFAULT_SEPARATOR,
  DEFAULT_TLS_MODE,
  type Topology,
} from './profileFields.ts'

/** Where and as whom to log in, read from the fields of a profile. */
export type Login = {
  /** Of the server; of Sentinels or cluster nodes one or more, tried in order. */
  readonly addresses: readonly ServerAddress[]
  readonly topology: Topology
  readonly masterName: string
  readonly user: string
  readonly password: string
  readonly database: number
  readonly separator: string
  readonly tlsMode: TlsMode
}

export function readLogin({ fields }: ConnectionTarget): Login {
  const text = (name: string) => String(fields[name] ?? '').trim()
  const topology = (text('topology') || 'standalone') as Topology
  const database = Number(text('database') || 0)
  const masterName = text('masterName')
  if (!Number.isInteger(database) || database < 0)
    throw invalidField('database', `Database is “${text('database')}”; it must be a number from 0.`)
  if (topology === 'cluster' && database !== 0)
    throw invalidField('database', `Database is ${database}; a cluster has only database 0.`)
  if (topology === 'sentinel' && masterName === '')
    throw invalidField('masterName', 'Give the name by which the Sentinels know the master.')
  return {
    addresses: readAddresses(text('host') || DEFAULT_HOST, Number(text('port') || DEFAULT_PORT)),
    topology,
    masterName,
    user: text('user'),
    password: String(fields['password'] ?? ''),
    database,
    separator: String(fields['separator'] ?? DEFAULT_SEPARATOR),
    tlsMode: (text('tlsMode') || DEFAULT_TLS_MODE) as TlsMode,
  }
}

/** `a`, `a:1`, `[::1]:1`, with commas between. */
const readAddresses = (hosts: string, port: number): ServerAddress[] =>
  hosts.split(',').map((entry) => {
    const match = /^(?:\[([^\]]+)\]|([^:]+|[^:]*:[^:]*:.*?))(?::(\d+))?$/.exec(entry.trim())
    const [, v6, name, own] = match ?? []
    return { host: v6 ?? name ?? entry.trim(), port: own ? Number(own) : port }
  })

const invalidField = (field: string, message: string): WorkbenchError =>
  new WorkbenchError('invalid-profile', message, { details: { field } })
