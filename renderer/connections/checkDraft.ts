import type { DriverInfo } from '../../contract/drivers.ts'
import type { PoolSettings } from '../../contract/pools.ts'
import { tidyFolder } from '../../contract/profilePlace.ts'
import type { Profile } from '../../contract/profiles.ts'
import { sshSecretNames } from '../../contract/ssh.ts'
import type { Text, TextKey } from '../text/text.ts'
import { suggestedName, type Draft } from './draft.ts'
import {
  boundsOf,
  connectTimeout,
  keptAnswers,
  poolSettingNames,
  poolSettings,
  readNumber,
  statementTimeout,
  type NumberSetting,
} from './numberSettings.ts'
import { addressFields, readRouting } from './serverDrafts.ts'
import { readSsh } from './sshDraft.ts'

/** What is wrong, by the field it stands at: a driver's field, `pool.max`, `connectTimeout` … */
export type DraftProblems = Readonly<Record<string, string>>

export type SaveRequest = {
  profile: Profile
  secrets: Record<string, string | null>
  secretsOf?: string
}

/** The profile that the form means, or what keeps it from meaning one. */
export function checkDraft(
  draft: Draft,
  driver: DriverInfo,
  text: Text,
): { request: SaveRequest; problems: null } | { request: null; problems: DraftProblems } {
  const problems: Record<string, string> = {}
  const number = (name: string, label: string, typed: string, setting: NumberSetting): number => {
    const value = readNumber(typed, setting)
    if (value === null) problems[name] = outOfBounds(label, setting, text)
    return value ?? setting.usual
  }

  const profile: Profile = {
    id: draft.id,
    name: draft.name.trim() || suggestedName(draft, driver),
    driverId: driver.id,
    fields: readFields(draft, driver, text, problems),
    folder: tidyFolder(draft.folder),
    colour: draft.colour,
    position: draft.position,
    environment: draft.environment,
    isReadOnly: draft.isReadOnly,
    commitsManually: draft.commitsManually,
    startSql: draft.startSql.trim(),
    connectTimeoutMs: number(
      'connectTimeout',
      text('connections.connectTimeout'),
      draft.connectTimeout,
      connectTimeout,
    ),
    statementTimeoutMs: number(
      'statementTimeout',
      text('connections.statementTimeout'),
      draft.statementTimeout,
      statementTimeout,
    ),
    // Main keeps them.
    givenSecrets: [],
    keptAnswersMiB: number(
      'keptAnswers',
      text('connections.keptAnswers'),
      draft.keptAnswers,
      keptAnswers,
    ),
    pool: Object.fromEntries(
      poolSettingNames.map((name) => {
        const label = text(`connections.pool_${name}` satisfies TextKey)
        return [name, number(`pool.${name}`, label, draft.pool[name], poolSettings[name])]
      }),
    ) as PoolSettings,
    ssh: isReached(driver) ? readSsh(draft.ssh, text, problems) : null,
    routing: readRouting(draft.routing, driver, text, problems),
  }
  checkPool(profile.pool, text, problems)
  if (Object.keys(problems).length > 0) return { request: null, problems }
  return { request: { profile, secrets: secretsFor(draft, profile, driver) }, problems: null }
}

/** What was typed for another type of database, or another jump host, stays in the form only. */
function secretsFor(
  { secrets }: Draft,
  { ssh }: Profile,
  driver: DriverInfo,
): SaveRequest['secrets'] {
  const names = new Set<string>(isReached(driver) ? sshSecretNames(ssh) : [])
  for (const { name, kind } of driver.profileFields) if (kind === 'secret') names.add(name)
  return Object.fromEntries(Object.entries(secrets).filter(([name]) => names.has(name)))
}

/** By its address, and not as a file. */
const isReached = (driver: DriverInfo): boolean => addressFields(driver).length > 0

/** Empty optional fields are left out, so that the driver's own default holds. */
function readFields(
  draft: Draft,
  driver: DriverInfo,
  text: Text,
  problems: Record<string, string>,
): Profile['fields'] {
  const fields: Profile['fields'] = {}
  for (const { name, label, kind, isRequired } of driver.profileFields) {
    if (kind === 'secret') continue
    const typed = (draft.fields[name] ?? '').trim()
    if (typed === '') {
      if (isRequired) problems[name] = text('connections.fieldRequired', { field: label })
      continue
    }
    if (kind !== 'number') {
      fields[name] = typed
      continue
    }
    const value = Number(typed)
    if (Number.isInteger(value) && value >= 0) fields[name] = value
    else problems[name] = text('connections.numberFrom', { field: label, least: 0 })
  }
  return fields
}

/** What the pool itself would refuse, said before it is asked. */
function checkPool(pool: PoolSettings, text: Text, problems: Record<string, string>): void {
  const { min, max, idleTimeoutMs, maxLifetimeMs } = pool
  const { scaleUpAtPercent: up, scaleDownAtPercent: down } = pool
  if (min > max) problems['pool.min'] ??= text('connections.minAboveMax', { min, max })
  if (maxLifetimeMs > 0 && idleTimeoutMs >= maxLifetimeMs)
    problems['pool.idleTimeoutMs'] ??= text('connections.idleAboveLifetime')
  if (down >= up) problems['pool.scaleDownAtPercent'] ??= text('connections.scaleDownAboveUp')
}

function outOfBounds(field: string, setting: NumberSetting, text: Text): string {
  const { least, most } = boundsOf(setting)
  if (most === null) return text('connections.numberFrom', { field, least })
  return text('connections.numberBetween', { field, least, most })
}
