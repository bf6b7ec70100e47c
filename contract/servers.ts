/** What the window needs to know of a profile's servers; apart from the schemas, so that it can read it. */

/** `local-only`: the profile's own server alone, whatever others it names. */
export const routingModes = ['local-only', 'active-standby', 'load-balanced'] as const

/**
 * What a further server is for. `replica`: shares the reads, and may become the one that takes writes.
 * `standby`: takes over. `backup`: takes over when none of the others can.
 */
export const serverRoles = ['replica', 'standby', 'backup'] as const

/** The name of a profile's own server among the others. */
export const PRIMARY = 'primary'

export const usualRouting = {
  mode: 'local-only' as const,
  servers: [],
  readYourWritesMs: 5_000,
  failBackAfterMs: 10_000,
  checkIntervalMs: 2_000,
}

const SEPARATOR = '#server='

/** The pool of a server; the profile's own server has the profile's id. */
export const serverPoolId = (profileId: string, serverName: string): string =>
  serverName === PRIMARY ? profileId : `${profileId}${SEPARATOR}${serverName}`

/** The other way round. */
export function parsePoolId(poolId: string): { profileId: string; serverName: string } {
  const at = poolId.lastIndexOf(SEPARATOR)
  if (at < 0) return { profileId: poolId, serverName: PRIMARY }
  return { profileId: poolId.slice(0, at), serverName: poolId.slice(at + SEPARATOR.length) }
}
