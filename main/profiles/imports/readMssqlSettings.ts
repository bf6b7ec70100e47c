import { z } from 'zod'
import type { FoundEntry } from './FoundEntry.ts'
import { nearestColour } from './nearestColour.ts'

/**
 * `settings.json` of Azure Data Studio (`datasource.connections`) and of VS Code with the MSSQL
 * extension (`mssql.connections`). Passwords are in the keychain of the operating system.
 */
const text = z.coerce.string().optional()
const flag = z.union([z.boolean(), z.string()]).optional()
const options = z.looseObject({
  connectionName: text,
  profileName: text,
  server: text,
  host: text,
  port: z.union([z.string(), z.number()]).optional(),
  database: text,
  dbname: text,
  user: text,
  authenticationType: text,
  encrypt: flag,
  trustServerCertificate: flag,
  sslmode: text,
  groupId: text,
  connectionString: text,
})
type Options = z.output<typeof options>
const groups = z
  .array(z.looseObject({ id: z.string(), name: z.string(), parentId: text, color: text }))
  .default([])
type Groups = z.output<typeof groups>

export const azureDataStudioSchema = z.looseObject({
  'datasource.connections': z.array(
    z.looseObject({ options, groupId: text, providerName: z.string().default('MSSQL') }),
  ),
  'datasource.connectionGroups': groups,
})
export const vscodeMssqlSchema = z.looseObject({
  'mssql.connections': z.array(options),
  'mssql.connectionGroups': groups,
})

export const MSSQL_REMARK =
  'Passwords stay in the keychain of the other program. They are asked for when you connect.'

export const readAzureDataStudio = (
  settings: z.output<typeof azureDataStudioSchema>,
): FoundEntry[] =>
  settings['datasource.connections'].map(({ options: found, groupId, providerName }) =>
    entryOf(found, providerName, {
      groupId: groupId ?? found.groupId,
      all: settings['datasource.connectionGroups'],
    }),
  )

export const readVscodeMssql = (settings: z.output<typeof vscodeMssqlSchema>): FoundEntry[] =>
  settings['mssql.connections'].map((found) =>
    entryOf(found, 'mssql', { groupId: found.groupId, all: settings['mssql.connectionGroups'] }),
  )

function entryOf(
  found: Options,
  kind: string,
  group: { groupId: string | undefined; all: Groups },
): FoundEntry {
  const { database = found.dbname, user, encrypt, trustServerCertificate, sslmode } = found
  const { host, port, instance } = readServer(found.server ?? found.host ?? '', found.port)
  const isNamed = (name: string | undefined) => name !== undefined && name !== ''
  const name = [found.profileName, found.connectionName].find(isNamed)
  return {
    name: name ?? [host, database].filter(Boolean).join(' '),
    kind,
    ...placeOf(group),
    host,
    port,
    database,
    user,
    parameters: Object.fromEntries(
      Object.entries({ encrypt, trustServerCertificate, sslmode })
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([parameter, value]) => [parameter, String(value)]),
    ),
    ...problemOf(found, instance, port),
    notes:
      instance !== '' && port !== undefined
        ? [`The instance “${instance}” is reached by its port ${port}.`]
        : [],
  }
}

/** `host`, `host,1433`, `tcp:host,1433`, `host\instance`. */
function readServer(server: string, ownPort: string | number | undefined) {
  const [address = '', written = ''] = server.replace(/^tcp:/i, '').split(',')
  const [host = '', instance = ''] = address.trim().split('\\')
  const port = Number(written.trim() || ownPort || NaN)
  return {
    host: host === '.' || /^\(local\)$/i.test(host) ? 'localhost' : host,
    instance,
    port: Number.isInteger(port) ? port : undefined,
  }
}

/** The two ways to log in that are not by user and password, and what cannot be found without help. */
function problemOf(
  { authenticationType = 'SqlLogin', connectionString, server, host }: Options,
  instance: string,
  port: number | undefined,
): { problem?: string } {
  if (/^integrated$/i.test(authenticationType))
    return { problem: 'It logs in as the Windows user, which Sluice cannot. Use an SQL login.' }
  if (/^azure/i.test(authenticationType) || /^activedirectory/i.test(authenticationType))
    return { problem: 'It logs in through Microsoft Entra, which Sluice cannot. Use an SQL login.' }
  if (!server && !host)
    return connectionString
      ? { problem: 'It is written as a connection string. Make it anew from host and database.' }
      : { problem: 'It names no server.' }
  if (instance !== '' && port === undefined)
    return {
      problem: `It names the instance “${instance}” without a port. Look the port up at the server, and make it anew.`,
    }
  return {}
}

function placeOf({ groupId, all }: { groupId: string | undefined; all: Groups }) {
  const names: string[] = []
  const seen = new Set<string>()
  let colour: string | undefined
  for (
    let group = all.find(({ id }) => id === groupId);
    group && group.name !== 'ROOT' && !seen.has(group.id);
    group = all.find(({ id }) => id === group?.parentId)
  ) {
    seen.add(group.id)
    names.unshift(group.name.replaceAll('/', '-'))
    colour ??= group.color
  }
  return { folder: names.join('/'), colour: nearestColour(colour) }
}
