import { WorkbenchError } from '../../contract/errors.ts'
import type { Connection, Driver, DriverEnvironment } from '../drivers/driver.ts'
import { parseConnectionUrl } from '../profiles/parseConnectionUrl.ts'

const CONNECT_TIMEOUT_MS = 3_000

/**
 * Opens one session at the server of a URL, without a profile. `password` stands in where the URL
 * has none. Throws `invalid-url` and what `Driver.connect` throws.
 */
export async function openByUrl(
  { url, password }: { url: string; password: string | null },
  { drivers, ...environment }: DriverEnvironment & { drivers: readonly Driver[] },
  signal: AbortSignal,
): Promise<{ driver: Driver; connection: Connection }> {
  const { driverId, name, fields, secrets } = parseConnectionUrl(url, drivers)
  const driver = drivers.find(({ id }) => id === driverId)
  if (!driver) throw new WorkbenchError('internal', `There is no driver “${driverId}”.`)
  const secretName = driver.profileFields.find(({ kind }) => kind === 'secret')?.name
  const fallback = secretName !== undefined && password !== null ? { [secretName]: password } : {}
  const connection = await driver.connect(
    {
      profileName: name,
      fields: { ...fields, ...fallback, ...secrets },
      isReadOnly: false,
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
      statementTimeoutMs: 0,
    },
    environment,
    signal,
  )
  return { driver, connection }
}
