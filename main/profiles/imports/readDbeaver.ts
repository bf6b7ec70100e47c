import { z } from 'zod'
import type { SshSettings } from '../../../contract/profiles.ts'
import { usualSsh } from '../../../contract/ssh.ts'
import type { FoundEntry } from './FoundEntry.ts'
import { nearestColour } from './nearestColour.ts'

/**
 * `data-sources.json` of a DBeaver project. Passwords, and since version 22 user names, stand in
 * `credentials-config.json` beside it, encrypted; they are not read.
 */
const text = z.coerce.string().optional()
const plain = z.union([z.string(), z.number(), z.boolean()])
const propertiesSchema = z.record(z.string(), plain.nullable().catch(null)).default({})
const handlerSchema = z.looseObject({
  enabled: z.boolean().default(false),
  user: text,
  properties: propertiesSchema,
})
const connectionSchema = z.looseObject({
  provider: z.string(),
  driver: text,
  name: z.string().default(''),
  folder: text,
  'read-only': z.boolean().default(false),
  configuration: z
    .looseObject({
      host: text,
      port: text,
      database: text,
      user: text,
      url: text,
      type: text,
      color: text,
      properties: propertiesSchema,
      handlers: z.record(z.string(), handlerSchema).default({}),
    })
    .prefault({}),
})
export const dbeaverSchema = z.looseObject({ connections: z.record(z.string(), connectionSchema) })
type DbeaverConnection = z.output<typeof connectionSchema>

export const DBEAVER_REMARK =
  'DBeaver keeps user names and passwords encrypted in another file, which is not read. Fill them in where they are missing.'

export const readDbeaver = ({ connections }: z.output<typeof dbeaverSchema>): FoundEntry[] =>
  Object.values(connections).map(entryOf)

const ENVIRONMENTS = { dev: 'development', test: 'test', prod: 'production' } as const

function entryOf(connection: DbeaverConnection): FoundEntry {
  const { provider, name, folder = '', configuration } = connection
  const { host, port, database, user, type = '', color, handlers } = configuration
  const notes: string[] = []
  const { ssh_tunnel: tunnel, ...others } = handlers
  for (const [id, { enabled }] of Object.entries(others))
    if (enabled && !/ssl/i.test(id))
      notes.push(`DBeaver’s handler “${id}” has no counterpart here.`)
  return {
    name: name || [provider, host, database].filter(Boolean).join(' '),
    kind: provider,
    folder,
    colour: nearestColour(color),
    environment: Object.hasOwn(ENVIRONMENTS, type)
      ? ENVIRONMENTS[type as keyof typeof ENVIRONMENTS]
      : 'none',
    isReadOnly: connection['read-only'],
    host,
    port: port ? Number(port) : undefined,
    database,
    user,
    parameters: parametersOf(configuration),
    ssh: tunnel?.enabled ? sshOf(tunnel, notes) : null,
    notes,
  }
}

/** What speaks of TLS, by the names that URLs of the database have for it. */
function parametersOf({ properties, handlers, url = '' }: DbeaverConnection['configuration']) {
  const query = new URLSearchParams(url.split('?')[1] ?? url.split(';').slice(1).join('&'))
  const found: Record<string, string> = {}
  const take = (name: string, value: string | number | boolean | null) => {
    if (TLS_NAMES.has(name.toLowerCase()) && value !== null) found[name] = String(value)
  }
  for (const [name, value] of [...query, ...Object.entries(properties)]) take(name, value)
  for (const [id, handler] of Object.entries(handlers))
    if (handler.enabled && /ssl/i.test(id))
      for (const [name, value] of Object.entries(handler.properties))
        if (name === 'sslMode') take('sslmode', value)
  return found
}

const TLS_NAMES = new Set(['sslmode', 'encrypt', 'trustservercertificate', 'hostnameincertificate'])

function sshOf(
  { user, properties: { host, port, authType, keyPath, userName } }: z.output<typeof handlerSchema>,
  notes: string[],
): SshSettings | null {
  if (!host) {
    notes.push('Its SSH tunnel names no server and was left out.')
    return null
  }
  const sshUser = user || userName
  if (!sshUser) notes.push('The SSH user is encrypted in DBeaver. Replace “ssh-user” by it.')
  return {
    ...usualSsh,
    host: String(host),
    port: Number(port) || usualSsh.port,
    user: String(sshUser ?? 'ssh-user'),
    ...methodOf(String(authType ?? ''), String(keyPath ?? ''), notes),
  }
}

function methodOf(
  authType: string,
  keyPath: string,
  notes: string[],
): Pick<SshSettings, 'method' | 'keyFile'> {
  if (authType === 'AGENT') return { method: 'agent', keyFile: '' }
  if (authType !== 'PUBLIC_KEY') return { method: 'password', keyFile: '' }
  if (keyPath !== '') return { method: 'key', keyFile: keyPath }
  notes.push('The private key of its SSH tunnel is kept inside DBeaver. Choose its file.')
  return { method: 'key', keyFile: '~/.ssh/id_ed25519' }
}
