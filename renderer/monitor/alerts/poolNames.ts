import type { Profile } from '../../../contract/profiles.ts'
import { serverPoolId } from '../../../contract/servers.ts'

/** Pools that a rule can be for, by id: those of each connection’s own server, and of its further ones. */
export const poolNames = (
  profiles: readonly Pick<Profile, 'id' | 'name' | 'routing'>[],
): ReadonlyMap<string, string> =>
  new Map(
    profiles.flatMap(({ id, name, routing }): [string, string][] => [
      [id, name],
      ...routing.servers.map((server): [string, string] => [
        serverPoolId(id, server.name),
        // As main calls the pool.
        `${name} · ${server.name}`,
      ]),
    ]),
  )
