import type { Catalog } from '../../contract/explorer.ts'
import { SharedLoad } from './SharedLoad.ts'

type LoadCatalog = (profileId: string, signal: AbortSignal) => Promise<Catalog>

/** The catalog of each profile, read once for all who ask at a time and kept until it may be old. */
export class CatalogCache {
  readonly #load: LoadCatalog
  readonly #kept = new Map<string, Catalog>()
  readonly #loading = new Map<string, SharedLoad<Catalog>>()

  constructor(load: LoadCatalog) {
    this.#load = load
  }

  async get(
    profileId: string,
    { refresh, signal }: { refresh: boolean; signal: AbortSignal },
  ): Promise<Catalog> {
    if (refresh) this.invalidate(profileId)
    return this.#kept.get(profileId) ?? this.#loadOf(profileId).join(signal)
  }

  /** What is being read now goes to those who wait for it, but is not kept: it may be old too. */
  invalidate(profileId: string): void {
    this.#kept.delete(profileId)
    this.#loading.delete(profileId)
  }

  #loadOf(profileId: string): SharedLoad<Catalog> {
    const underWay = this.#loading.get(profileId)
    if (underWay && !underWay.isGivenUp) return underWay

    const isCurrent = () => this.#loading.get(profileId) === load
    const load: SharedLoad<Catalog> = new SharedLoad(async (signal) => {
      try {
        const catalog = await this.#load(profileId, signal)
        if (isCurrent()) this.#kept.set(profileId, catalog)
        return catalog
      } finally {
        if (isCurrent()) this.#loading.delete(profileId)
      }
    })
    this.#loading.set(profileId, load)
    return load
  }
}
