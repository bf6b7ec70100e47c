import type { DriverInfo, ProfileField } from '../../contract/drivers.ts'
import type { PoolSettings } from '../../contract/pools.ts'
import { usualPlace } from '../../contract/profilePlace.ts'
import type { ParsedUrl, Profile } from '../../contract/profiles.ts'
import { usualRouting } from '../../contract/servers.ts'
import {
  connectTimeout,
  keptAnswers,
  poolSettingNames,
  poolSettings,
  statementTimeout,
  writeNumber,
} from './numberSettings.ts'
import { routingDraftOf, type RoutingDraft } from './serverDrafts.ts'
import { sshDraftOf, type SshDraft } from './sshDraft.ts'

/** A connection as it stands in the form: all that can be typed is text. */
export type Draft = {
  id: string
  driverId: string
  name: string
  fields: Readonly<Record<string, string>>
  /** Text replaces what is kept, null forgets it; left out, it stays. */
  secrets: Readonly<Record<string, string | null>>
  folder: string
  colour: Profile['colour']
  position: Profile['position']
  environment: Profile['environment']
  isReadOnly: boolean
  commitsManually: boolean
  startSql: string
  connectTimeout: string
  statementTimeout: string
  keptAnswers: string
  pool: Readonly<Record<keyof PoolSettings, string>>
  ssh: SshDraft
  routing: RoutingDraft
}

/** A change to whatever stands in the form when it is made. */
export type DraftChange = (current: Draft) => Draft

export const newDraft = (id: string, driver: DriverInfo): Draft => ({
  id,
  driverId: driver.id,
  name: '',
  fields: defaultFields(driver),
  secrets: {},
  ...usualPlace,
  environment: 'none',
  isReadOnly: false,
  commitsManually: false,
  startSql: '',
  connectTimeout: writeNumber(connectTimeout.usual, connectTimeout),
  statementTimeout: writeNumber(statementTimeout.usual, statementTimeout),
  keptAnswers: writeNumber(keptAnswers.usual, keptAnswers),
  pool: poolDraft((name) => poolSettings[name].usual),
  ssh: sshDraftOf(null),
  routing: routingDraftOf(usualRouting),
})

export const draftOf = (profile: Profile, driver: DriverInfo | null): Draft => ({
  id: profile.id,
  driverId: profile.driverId,
  name: profile.name,
  fields: {
    ...(driver ? defaultFields(driver) : {}),
    ...Object.fromEntries(
      Object.entries(profile.fields).map(([name, value]) => [name, String(value)]),
    ),
  },
  secrets: {},
  folder: profile.folder,
  colour: profile.colour,
  position: profile.position,
  environment: profile.environment,
  isReadOnly: profile.isReadOnly,
  commitsManually: profile.commitsManually,
  startSql: profile.startSql,
  connectTimeout: writeNumber(profile.connectTimeoutMs, connectTimeout),
  statementTimeout: writeNumber(profile.statementTimeoutMs, statementTimeout),
  keptAnswers: writeNumber(profile.keptAnswersMiB, keptAnswers),
  pool: poolDraft((name) => profile.pool[name]),
  ssh: sshDraftOf(profile.ssh),
  routing: routingDraftOf(profile.routing),
})

/** Another database is meant: what it asks for under the same name keeps its value. */
export function withDriver(draft: Draft, driver: DriverInfo, before: DriverInfo | null): Draft {
  const wasDefault = before ? defaultFields(before) : {}
  const fields = defaultFields(driver)
  for (const { name, kind } of driver.profileFields) {
    const typed = draft.fields[name]
    if (kind !== 'secret' && typed !== undefined && typed !== wasDefault[name]) fields[name] = typed
  }
  return { ...draft, driverId: driver.id, fields }
}

/**
 * Takes over what a URL says; what it does not speak of goes back to the driver's defaults. The
 * secrets of the URL `before` it go with it, those typed into their own fields stay.
 */
export function withUrl(
  draft: Draft,
  parsed: ParsedUrl,
  driver: DriverInfo,
  before: ParsedUrl['secrets'] = {},
): Draft {
  const fields = Object.fromEntries(
    Object.entries(parsed.fields).map(([name, value]) => [name, String(value)]),
  )
  const stays = ([name, value]: [string, string | null]) =>
    value === null || before[name] !== value || Object.hasOwn(parsed.secrets, name)
  return {
    ...draft,
    driverId: driver.id,
    fields: { ...defaultFields(driver), ...fields },
    secrets: {
      ...Object.fromEntries(Object.entries(draft.secrets).filter(stays)),
      ...unmasked(parsed.secrets, before),
    },
  }
}

/** A masked password in a URL that was changed further on is the one that stood there before. */
export const unmasked = (
  secrets: ParsedUrl['secrets'],
  before: ParsedUrl['secrets'],
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(secrets)
      .map(([name, value]) => [name, value === MASK ? before[name] : value] as const)
      .filter((entry): entry is [string, string] => entry[1] !== undefined),
  )

/** What stands for a password in a URL on the screen. */
export const MASK = '••••••'

/** The URL as it may stay on the screen. */
export function maskUrl(url: string, secrets: ParsedUrl['secrets']): string {
  let masked = url
  for (const secret of Object.values(secrets).filter(Boolean))
    for (const written of new Set([secret, encodeURIComponent(secret), encodeURI(secret)]))
      masked = masked
        .replaceAll(`:${written}@`, `:${MASK}@`)
        .replaceAll(`=${written}&`, `=${MASK}&`)
        .replaceAll(`=${written};`, `=${MASK};`)
        .replaceAll(`="${written}"`, `="${MASK}"`)
        .replaceAll(`='${written}'`, `='${MASK}'`)
        .replace(new RegExp(`=${escapePattern(written)}$`), `=${MASK}`)
  return masked
}

const escapePattern = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)

/** What a connection without a name is called: its database, else its server or file. */
export function suggestedName(draft: Draft, driver: DriverInfo | null): string {
  const values = (driver?.profileFields ?? [])
    .filter(({ kind, name }) => (kind === 'text' || kind === 'file') && draft.fields[name])
    .map(({ kind, name }) => ({ kind, name, value: draft.fields[name] ?? '' }))
  const chosen =
    values.find(({ name }) => name === 'database') ?? values.find(({ name }) => name !== 'user')
  if (!chosen) return driver?.label ?? ''
  return chosen.kind === 'file' ? (chosen.value.split(/[\\/]/).at(-1) ?? '') : chosen.value
}

function defaultFields(driver: DriverInfo): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const field of driver.profileFields)
    if (field.kind !== 'secret') fields[field.name] = defaultOf(field)
  return fields
}

const defaultOf = ({ kind, defaultValue, choices }: ProfileField): string =>
  String(defaultValue ?? (kind === 'choice' ? (choices?.[0]?.value ?? '') : ''))

const poolDraft = (valueOf: (name: keyof PoolSettings) => number): Draft['pool'] =>
  Object.fromEntries(
    poolSettingNames.map((name) => [name, writeNumber(valueOf(name), poolSettings[name])]),
  ) as Draft['pool']
