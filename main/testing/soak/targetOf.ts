import type { ConnectionTarget, Driver } from '../../drivers/driver.ts'

/** Of a URL, but through the proxy at the port. */
export function targetOf(driver: Driver, url: string, port: number): ConnectionTarget {
  const { fields, secrets } = driver.parseUrl(url)
  return {
    profileName: 'soak',
    fields: { ...fields, ...secrets, port },
    isReadOnly: false,
    connectTimeoutMs: 3_000,
    statementTimeoutMs: 0,
  }
}
