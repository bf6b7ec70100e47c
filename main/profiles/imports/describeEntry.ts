import type { FoundConnection } from '../../../contract/profileImports.ts'
import { type ParsedUrl, profileSchema } from '../../../contract/profiles.ts'
import type { Driver } from '../../drivers/driver.ts'
import { messageOf } from '../../pool/poolErrors.ts'
import { checkProfile } from '../checkProfile.ts'
import type { FoundEntry } from './FoundEntry.ts'

/** What becomes of a connection of another program. */
export function describeEntry(
  entry: FoundEntry,
  drivers: readonly Driver[],
  newId: () => string,
): FoundConnection {
  const { name, kind, host, port, database, problem } = entry
  const address = [host, port].filter(Boolean).join(':')
  const cannot = (why: string): FoundConnection => ({
    name,
    target: [kind, [address, database].filter(Boolean).join('/')].filter(Boolean).join(' · '),
    profile: null,
    secrets: {},
    problem: why,
    notes: [],
    duplicateOf: null,
  })
  if (problem) return cannot(problem)
  const driver = driverFor(kind, drivers)
  if (!driver)
    return cannot(
      `Sluice has no driver for “${kind}”. It has ${new Intl.ListFormat('en').format(drivers.map(({ label }) => label))}.`,
    )
  const notes = [...entry.notes]
  try {
    const { fields } = parsedOf(entry, driver, notes)
    const { folder, colour, environment, isReadOnly, ssh } = entry
    const profile = profileSchema.parse({
      id: newId(),
      name,
      driverId: driver.id,
      fields,
      folder,
      colour,
      environment,
      isReadOnly,
      ssh,
      pool: {},
    })
    checkProfile(profile, [driver])
    const target = targetOf(driver, fields)
    return { name, target, profile, secrets: {}, problem: null, notes, duplicateOf: null }
  } catch (error) {
    return cannot(messageOf(error))
  }
}

/** Such as `PostgreSQL · db.example.org:5432/shop`. */
export function targetOf({ label, profileFields }: Driver, fields: ParsedUrl['fields']): string {
  const valueOf = (name: string) =>
    fields[name] ?? profileFields.find((field) => field.name === name)?.defaultValue
  const address = [valueOf('host'), valueOf('port')].filter(Boolean).join(':')
  const where = fields['path'] ?? [address, fields['database']].filter(Boolean).join('/')
  return `${label} · ${where}`
}

function driverFor(kind: string, drivers: readonly Driver[]): Driver | null {
  const name = kind.toLowerCase()
  const isCalled = ({ id, urlSchemes, otherNames = [] }: Driver) =>
    id === name || urlSchemes.includes(name) || otherNames.includes(name)
  return drivers.find(isCalled) ?? null
}

/** By the driver’s own reading of a URL, which knows the words of other programs. */
function parsedOf(entry: FoundEntry, driver: Driver, notes: string[]): ParsedUrl {
  const { database = '', parameters = {} } = entry
  const isFile = driver.profileFields.some(({ kind, isRequired }) => kind === 'file' && isRequired)
  // DBeaver writes the path of a file where other databases have their name.
  if (isFile) return driver.parseUrl(database)
  const base = urlOf(entry, driver)
  let accepted = ''
  for (const [name, value] of Object.entries(parameters)) {
    const next = `${accepted}${accepted ? '&' : '?'}${encodeURIComponent(name)}=${encodeURIComponent(value)}`
    try {
      driver.parseUrl(base + next)
      accepted = next
    } catch {
      notes.push(`“${name}=${value}” has no counterpart here and was left out.`)
    }
  }
  return driver.parseUrl(base + accepted)
}

function urlOf({ host = '', port, database = '', user = '' }: FoundEntry, driver: Driver): string {
  const name = host.includes(':') ? `[${host}]` : encodeURIComponent(host)
  const who = user === '' ? '' : `${encodeURIComponent(user)}@`
  const where = database === '' ? '' : `/${encodeURIComponent(database)}`
  return `${driver.urlSchemes[0]}://${who}${name}${port === undefined ? '' : `:${port}`}${where}`
}
