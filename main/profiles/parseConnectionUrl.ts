import { WorkbenchError } from '../../contract/errors.ts'
import type { ParsedUrl } from '../../contract/profiles.ts'
import type { Driver } from '../drivers/driver.ts'

const SCHEME = /^([a-z][a-z0-9+.-]+):/i
const DATABASE_FILE = /\.(db|db3|sqlite|sqlite3|s3db)$/i

/**
 * Takes a connection URL apart with the driver of its scheme; the path of a database file does too.
 * Throws `invalid-url` with `details.part` for the broken part. No message repeats the URL: it may
 * hold a password.
 */
export function parseConnectionUrl(url: string, drivers: readonly Driver[]): ParsedUrl {
  // What Java writes in front changes nothing behind it.
  const text = url.trim().replace(/^jdbc:(?=[a-z])/i, '')
  if (text === '') throw refusal('url', `The URL is empty. ${supported(drivers)}`)

  for (const driver of drivers) {
    const other = driver.readOtherUrl?.(text)
    if (other) return driver.parseUrl(other)
  }
  const scheme = SCHEME.exec(text)?.[1]?.toLowerCase()
  const driver = drivers.find(({ urlSchemes }) => scheme && urlSchemes.includes(scheme))
  if (driver) return driver.parseUrl(text)

  const fileDriver = drivers.find(asksForFile)
  if (fileDriver && DATABASE_FILE.test(text) && !text.includes('://'))
    return fileDriver.parseUrl(text)
  throw scheme === undefined
    ? refusal('scheme', `The URL has no scheme. ${supported(drivers)}`)
    : refusal('scheme', `No driver knows the scheme “${scheme}”. ${supported(drivers)}`)
}

/** A path alone belongs to the driver that asks for a file. */
const asksForFile = ({ profileFields }: Driver) =>
  profileFields.some(({ kind, isRequired }) => kind === 'file' && isRequired)

const supported = (drivers: readonly Driver[]) =>
  `Supported are ${new Intl.ListFormat('en').format(drivers.map(({ urlExample }) => urlExample))}.`

const refusal = (part: string, message: string) =>
  new WorkbenchError('invalid-url', message, { details: { part } })
