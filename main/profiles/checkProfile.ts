import type { ProfileField } from '../../contract/drivers.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { Profile } from '../../contract/profiles.ts'
import { sshSecretNames } from '../../contract/ssh.ts'
import type { Driver } from '../drivers/driver.ts'
import { profileOfServer } from './profileOfServer.ts'

/**
 * Checks a profile against what its driver asks for; its schema has been checked before. Throws
 * `invalid-profile` with `details.field` naming the first wrong field.
 */
export function checkProfile(profile: Profile, drivers: readonly Driver[]): Driver {
  const driver = drivers.find(({ id }) => id === profile.driverId)
  if (!driver)
    throw refusal(
      profile,
      'driverId',
      `There is no driver “${profile.driverId}”. Choose one of ` +
        `${drivers.map(({ id }) => id).join(', ')}.`,
    )
  for (const field of driver.profileFields) {
    const problem = problemOf(field, profile.fields[field.name])
    if (problem) throw refusal(profile, `fields.${field.name}`, problem)
  }
  const sshProblem = problemOfSsh(profile, driver)
  if (sshProblem) throw refusal(profile, 'ssh', sshProblem)
  const known = new Set(driver.profileFields.map(({ name }) => name))
  for (const name of Object.keys(profile.fields))
    if (!known.has(name))
      throw refusal(
        profile,
        `fields.${name}`,
        `A ${driver.label} connection has no field “${name}”. Leave it out.`,
      )
  return driver
}

/** Checks the profile as each of its servers has it, too; see `checkProfile`. */
export function checkServers(profile: Profile, drivers: readonly Driver[]): Driver {
  for (const server of profile.routing.servers)
    checkProfile(profileOfServer(profile, server), drivers)
  return checkProfile(profile, drivers)
}

/** Of the fields that the driver asks for. */
export const driverSecrets = ({ profileFields }: Driver): string[] =>
  profileFields.filter(({ kind }) => kind === 'secret').map(({ name }) => name)

/** All that a profile of the driver may have kept for it. */
export const secretNames = (driver: Driver, { ssh }: Pick<Profile, 'ssh'>): string[] => [
  ...driverSecrets(driver),
  ...(isReached(driver) ? sshSecretNames(ssh) : []),
]

/** Throws `invalid-profile` for a secret that is not asked for. */
export function checkSecretNames(
  driver: Driver,
  profile: Pick<Profile, 'ssh'>,
  names: readonly string[],
): void {
  const known = secretNames(driver, profile)
  for (const name of names)
    if (!known.includes(name))
      throw new WorkbenchError(
        'invalid-profile',
        `A ${driver.label} connection has no secret “${name}”. Leave it out.`,
        { details: { field: `secrets.${name}` } },
      )
}

/** By its address, and not as a file. */
const isReached = ({ capabilities }: Driver): boolean => capabilities.opensFile !== true

function problemOfSsh({ ssh }: Profile, driver: Driver): string | null {
  if (!ssh) return null
  if (!isReached(driver)) return `${driver.label} is not reached over a network. Turn SSH off.`
  return null
}

/** What is wrong with a field's value and what to do; null when it is fine. Shows no value. */
function problemOf(field: ProfileField, value: string | number | boolean | undefined) {
  const { label, kind, isRequired, defaultValue, choices } = field
  if (kind === 'secret')
    return value === undefined
      ? null
      : `${label} is a secret and is kept apart from the connection.`
  if (value === undefined || value === '')
    return isRequired && defaultValue === undefined ? `${label} is missing. Fill it in.` : null
  if (kind === 'number')
    return typeof value === 'number' && Number.isFinite(value)
      ? null
      : `${label} is not a number. Enter digits only.`
  if (kind === 'choice' && choices && !choices.some((choice) => choice.value === value))
    return `${label} is none of ${choices.map((choice) => choice.value).join(', ')}.`
  if (kind !== 'choice' && typeof value !== 'string') return `${label} is not a text.`
  return null
}

function refusal(profile: Profile, field: string, problem: string): WorkbenchError {
  return new WorkbenchError(
    'invalid-profile',
    `The connection “${profile.name}” cannot be used. ${problem}`,
    { details: { field } },
  )
}
