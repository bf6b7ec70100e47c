import type { Catalog } from '../../contract/explorer.ts'
import { api } from '../api/api.ts'
import { forgetDetails } from './relationDetails.ts'

const catalogs = new Map<string, Promise<Catalog>>()
const arrived = new Map<string, Catalog>()
/** After a failure the server is left alone for a while. */
const RETRY_AFTER_MS = 10_000

/** Tables and columns of a connection, asked for once; of a failed request nothing is kept for long. */
export function catalogOf(profileId: string): Promise<Catalog> {
  const known = catalogs.get(profileId)
  if (known) return known
  const asked = api.call('explorer.catalog', { profileId })
  catalogs.set(profileId, asked)
  void asked.then(
    (catalog) => {
      if (catalogs.get(profileId) === asked) arrived.set(profileId, catalog)
    },
    () => {},
  )
  asked.catch(() => setTimeout(() => forgetIf(profileId, asked), RETRY_AFTER_MS))
  return asked
}

/** What is there already, for those who cannot wait. */
export const knownCatalog = (profileId: string): Catalog | undefined => arrived.get(profileId)

/** Tables may have changed: the next question asks the server. */
export function forgetCatalog(profileId: string): void {
  catalogs.delete(profileId)
  arrived.delete(profileId)
  forgetDetails(profileId)
}

function forgetIf(profileId: string, asked: Promise<Catalog>): void {
  if (catalogs.get(profileId) === asked) catalogs.delete(profileId)
}
