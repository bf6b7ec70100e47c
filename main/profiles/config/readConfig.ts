import {
  configSchema,
  type ConfigProblem,
  type ConfiguredProfile,
} from '../../../contract/config.ts'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { ManagerLimits } from '../../../contract/managerLimits.ts'
import type { MetricsExportSettings } from '../../../contract/metricsExport.ts'
import type { ParsedUrl, Profile } from '../../../contract/profiles.ts'
import type { Driver } from '../../drivers/driver.ts'
import { messageOf } from '../../pool/poolErrors.ts'
import { checkSecretNames, checkServers } from '../checkProfile.ts'
import { parseConnectionUrl } from '../parseConnectionUrl.ts'
import { replaceVariables } from './replaceVariables.ts'

export type GivenProfile = { profile: Profile; secrets: Readonly<Record<string, string>> }

export type ReadConfig =
  | {
      profiles: GivenProfile[]
      limits: ManagerLimits
      metrics: MetricsExportSettings
      problems: null
    }
  | { problems: ConfigProblem[] }

type Surroundings = {
  source: ConfigProblem['source']
  drivers: readonly Driver[]
  variables: Readonly<Record<string, string | undefined>>
}

/** Checks a configuration as a whole: what it means, or everything that is wrong with it. */
export function readConfig(
  input: unknown,
  { source, drivers, variables }: Surroundings,
): ReadConfig {
  const problems: ConfigProblem[] = []
  const refuse = (field: string, message: string) => problems.push({ source, field, message })
  const { value, missing } = replaceVariables(input, variables)
  for (const { path, name } of missing)
    refuse(
      fieldOf(path, input),
      `The environment variable ${name} is not set. Set it, or write the value.`,
    )
  const parsed = configSchema.safeParse(value)
  for (const { path, message } of parsed.error?.issues ?? [])
    refuse(fieldOf(path, input), withValue(message, path, value))
  if (!parsed.success) return { problems }

  const seen = new Set<string>()
  const profiles = parsed.data.profiles.flatMap((configured) => {
    const { name } = configured
    if (seen.has(name)) refuse(`profiles.${name}`, 'The name stands twice. Give each its own.')
    seen.add(name)
    try {
      return [profileOf(configured, drivers)]
    } catch (error) {
      const { field, part } = error instanceof WorkbenchError ? error.details : {}
      refuse(['profiles', name, part ? 'url' : field].filter(Boolean).join('.'), messageOf(error))
      return []
    }
  })
  return problems.length > 0
    ? { problems }
    : { profiles, limits: parsed.data.pools, metrics: parsed.data.metrics, problems: null }
}

/** The id that a configured profile has whatever its source, so that one can stand in for another. */
export const configuredId = (name: string): string => `config:${name}`

function profileOf(configured: ConfiguredProfile, drivers: readonly Driver[]): GivenProfile {
  const { url, driver, fields, secrets, ...settings } = configured
  if (url === undefined && driver === undefined)
    throw new WorkbenchError('invalid-profile', 'It has no url. Give one, or driver and fields.', {
      details: { field: 'url' },
    })
  const parsed: Pick<ParsedUrl, 'driverId' | 'fields' | 'secrets'> =
    url === undefined
      ? { driverId: driver!, fields: {}, secrets: {} }
      : parseConnectionUrl(url, drivers)
  const profile: Profile = {
    ...settings,
    id: configuredId(settings.name),
    driverId: parsed.driverId,
    fields: { ...parsed.fields, ...fields },
  }
  const given = { ...parsed.secrets, ...secrets }
  checkSecretNames(checkServers(profile, drivers), profile, Object.keys(given))
  return { profile, secrets: given }
}

/** With a profile's name instead of its place, where it has one. */
function fieldOf(path: readonly PropertyKey[], input: unknown): string {
  const names = path.map((part, index) => {
    if (path[0] !== 'profiles' || index !== 1) return String(part)
    const { name } = (valueAt(path.slice(0, 2), input) ?? {}) as { name?: unknown }
    return typeof name === 'string' && name !== '' ? name : String(part)
  })
  return names.join('.') || 'the whole'
}

/** The message with the value, where that can hold no secret and is not told yet. */
function withValue(message: string, path: readonly PropertyKey[], input: unknown): string {
  const isPublic = path[0] === 'pools' || path.includes('pool') || path.includes('routing')
  const value = valueAt(path, input)
  const isPlain = typeof value === 'string' || typeof value === 'number'
  const written = JSON.stringify(value)
  return isPublic && isPlain && !message.includes(written)
    ? `${message} (It is ${written}.)`
    : message
}

function valueAt(path: readonly PropertyKey[], input: unknown): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null
        ? (value as Record<PropertyKey, unknown>)[part]
        : undefined,
    input,
  )
}
