import { WorkbenchError } from '../../../contract/errors.ts'
import type {
  FoundConnection,
  FoundConnections,
  ImportFormat,
} from '../../../contract/profileImports.ts'
import { type Profile, profileSchema } from '../../../contract/profiles.ts'
import type { Driver } from '../../drivers/driver.ts'
import { messageOf } from '../../pool/poolErrors.ts'
import { readConfig } from '../config/readConfig.ts'
import { parseConnectionUrl } from '../parseConnectionUrl.ts'
import { describeEntry, targetOf } from './describeEntry.ts'
import { DBEAVER_REMARK, dbeaverSchema, readDbeaver } from './readDbeaver.ts'
import {
  azureDataStudioSchema,
  MSSQL_REMARK,
  readAzureDataStudio,
  readVscodeMssql,
  vscodeMssqlSchema,
} from './readMssqlSettings.ts'
import { parseJsonc } from './parseJsonc.ts'

export type ImportSurroundings = {
  drivers: readonly Driver[]
  /** What is saved already. */
  profiles: readonly Profile[]
  newId: () => string
}

/** What connections a text holds; see `profiles.readImport`. */
export function readImport(text: string, surroundings: ImportSurroundings): FoundConnections {
  const { format, connections, remarks } = /^\s*[[{/]/.test(text)
    ? readFile(parsed(text), surroundings)
    : readUrls(text, surroundings)
  return { format, connections: withDuplicates(connections, surroundings.profiles), remarks }
}

function parsed(text: string): unknown {
  try {
    return parseJsonc(text)
  } catch (cause) {
    throw new WorkbenchError(
      'invalid-request',
      `The text begins like JSON and is none: ${(cause as Error).message}. Choose the whole file.`,
      { cause },
    )
  }
}

function readFile(value: unknown, { drivers, newId }: ImportSurroundings): FoundConnections {
  const isIn = (key: string) => typeof value === 'object' && value !== null && key in value
  const found = (
    format: ImportFormat,
    entries: Parameters<typeof describeEntry>[0][],
    remark: string,
  ) => ({
    format,
    connections: entries.map((entry) => describeEntry(entry, drivers, newId)),
    remarks: [remark],
  })
  try {
    if (isIn('datasource.connections'))
      return found(
        'azure-data-studio',
        readAzureDataStudio(azureDataStudioSchema.parse(value)),
        MSSQL_REMARK,
      )
    if (isIn('mssql.connections'))
      return found('vscode-mssql', readVscodeMssql(vscodeMssqlSchema.parse(value)), MSSQL_REMARK)
    if (isIn('connections'))
      return found('dbeaver', readDbeaver(dbeaverSchema.parse(value)), DBEAVER_REMARK)
    if (isIn('profiles')) return readOwn(value as { profiles: unknown }, drivers, newId)
  } catch (error) {
    throw new WorkbenchError(
      'invalid-request',
      `The file is not as expected: ${messageOf(error)}. Export it again from the other program.`,
      { cause: error },
    )
  }
  throw new WorkbenchError(
    'invalid-request',
    'There are no connections in this file. Choose data-sources.json of DBeaver, settings.json of ' +
      'Azure Data Studio or VS Code, or a file exported by Sluice.',
  )
}

/** A file that Sluice wrote, or its configuration: each connection is checked by itself. */
function readOwn(
  { profiles }: { profiles: unknown },
  drivers: readonly Driver[],
  newId: () => string,
): FoundConnections {
  const entries: unknown[] = Array.isArray(profiles) ? profiles : []
  const connections = entries.map((entry): FoundConnection => {
    const read = readConfig({ profiles: [entry] }, { source: 'call', drivers, variables: {} })
    const { name = '' } = (entry ?? {}) as { name?: unknown }
    if (read.problems)
      return unusable(String(name), '', read.problems.map(({ message }) => message).join(' '))
    const { profile, secrets } = read.profiles[0]!
    return made({ ...profile, id: newId() }, secrets, drivers)
  })
  return { format: 'sluice', connections, remarks: [] }
}

function readUrls(text: string, { drivers, newId }: ImportSurroundings): FoundConnections {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  if (lines.length === 0)
    throw new WorkbenchError('invalid-request', 'There is nothing in it. Paste URLs, one a line.')
  const connections = lines.map((line, index): FoundConnection => {
    try {
      const { driverId, name, fields, secrets } = parseConnectionUrl(
        line.replace(/^jdbc:/i, ''),
        drivers,
      )
      const profile = profileSchema.parse({ id: newId(), name, driverId, fields, pool: {} })
      return made(profile, secrets, drivers)
    } catch (error) {
      // The line itself may hold a password.
      return unusable(`Line ${index + 1}`, '', messageOf(error))
    }
  })
  return { format: 'urls', connections, remarks: [] }
}

function made(
  profile: Profile,
  secrets: Readonly<Record<string, string>>,
  drivers: readonly Driver[],
): FoundConnection {
  const driver = drivers.find(({ id }) => id === profile.driverId)!
  const target = targetOf(driver, profile.fields)
  const { name } = profile
  return {
    name,
    target,
    profile,
    secrets: { ...secrets },
    problem: null,
    notes: [],
    duplicateOf: null,
  }
}

const unusable = (name: string, target: string, problem: string): FoundConnection => ({
  name,
  target,
  profile: null,
  secrets: {},
  problem,
  notes: [],
  duplicateOf: null,
})

/** Marks what leads where a saved connection, or an earlier one of the text, leads already. */
function withDuplicates(
  found: readonly FoundConnection[],
  saved: readonly Profile[],
): FoundConnection[] {
  const nameByPlace = new Map(saved.map((profile) => [placeOf(profile), profile.name]))
  return found.map((one) => {
    if (!one.profile) return one
    const place = placeOf(one.profile)
    const duplicateOf = nameByPlace.get(place) ?? null
    if (duplicateOf === null) nameByPlace.set(place, one.name)
    return { ...one, duplicateOf }
  })
}

function placeOf({ driverId, fields, ssh }: Profile): string {
  const place = ['host', 'port', 'database', 'user', 'path'].map((name) => fields[name] ?? null)
  return JSON.stringify([driverId, ...place, ssh && [ssh.host, ssh.port]])
}
