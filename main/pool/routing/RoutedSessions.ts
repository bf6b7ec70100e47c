import type { RoutingEvent, RoutingStatus } from '../../../contract/routing.ts'
import type { Clock } from '../../clock.ts'
import type { Lease } from '../Lease.ts'
import { Listeners } from '../Listeners.ts'
import type { AcquireOptions, Pool } from '../Pool.ts'
import type { Wish } from './decideRoute.ts'
import { type RoutedProfile, ServerGroup } from './ServerGroup.ts'

export type RoutedSessionsOptions = {
  readonly poolFor: (poolId: string) => Pool
  /** Throws `not-found`. */
  readonly describe: (profileId: string) => RoutedProfile
  readonly clock: Clock
}

/** Lends sessions of profiles: of the one server most have, or of the right one among several. */
export class RoutedSessions {
  readonly #options: RoutedSessionsOptions
  readonly #groups = new Map<string, ServerGroup>()
  readonly #events = new Listeners<{ profileId: string; event: RoutingEvent }>()

  constructor(options: RoutedSessionsOptions) {
    this.#options = options
  }

  async use<T>(
    profileId: string,
    wish: Wish,
    terms: AcquireOptions,
    work: (lease: Lease) => Promise<T>,
  ): Promise<T> {
    const profile = this.#options.describe(profileId)
    if (isRouted(profile)) return this.#groupOf(profileId, profile).use(wish, terms, work)
    return this.#options.poolFor(profileId).use(terms, work)
  }

  /** Null where there is nothing to choose, or nothing was asked for yet. */
  status(profileId: string): RoutingStatus | null {
    return this.#groups.get(profileId)?.status() ?? null
  }

  onEvent(profileId: string, listener: (event: RoutingEvent) => void): () => void {
    return this.#events.add((told) => {
      if (told.profileId === profileId) listener(told.event)
    })
  }

  /** Takes a changed profile over. What is known of who took over from whom stays. */
  reload(profileId: string): void {
    const before = this.#groups.get(profileId)
    if (!before) return
    this.remove(profileId)
    const profile = this.#options.describe(profileId)
    if (isRouted(profile)) this.#add(profileId, profile, before.newestSteps)
  }

  remove(profileId: string): void {
    this.#groups.get(profileId)?.stop()
    this.#groups.delete(profileId)
  }

  stop(): void {
    for (const profileId of this.#groups.keys()) this.remove(profileId)
  }

  #groupOf(profileId: string, profile: RoutedProfile): ServerGroup {
    return this.#groups.get(profileId) ?? this.#add(profileId, profile, new Map())
  }

  #add(profileId: string, profile: RoutedProfile, newestSteps: Map<string, number>): ServerGroup {
    const { poolFor, clock } = this.#options
    const onEvent = (event: RoutingEvent) => this.#events.emit({ profileId, event })
    const group = new ServerGroup({ ...profile, profileId, poolFor, clock, onEvent, newestSteps })
    this.#groups.set(profileId, group)
    return group
  }
}

export const isRouted = ({ routing }: Pick<RoutedProfile, 'routing'>): boolean =>
  routing.mode !== 'local-only' && routing.servers.length > 0
