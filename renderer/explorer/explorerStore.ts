import { create } from 'zustand'
import type { WorkbenchError } from '../../contract/errors.ts'
import { api } from '../api/api.ts'
import { joinPages } from '../../contract/joinPages.ts'
import { openAtStart } from './openAtStart.ts'
import { keepOpenNodes, readOpenNodes } from './openNodes.ts'
import { branchKey, pathOf, type Loaded, type LoadTarget } from './treeNode.ts'
import type { ExplorerData } from './treeInput.ts'

type ExplorerState = ExplorerData & {
  expanded: ReadonlySet<string>
  search: string
}

const empty: ExplorerState = {
  schemas: new Map(),
  relations: new Map(),
  routines: new Map(),
  details: new Map(),
  catalogs: new Map(),
  items: new Map(),
  branches: new Map(),
  expanded: new Set(),
  search: '',
}

export const useExplorer = create<ExplorerState>()(() => empty)

const { getState, setState } = useExplorer

/** Called once, with what was kept at the last change; keeps what is open from then on. */
export function restoreOpenNodes(kept: readonly string[]): void {
  setState({ expanded: openAtStart(readOpenNodes(), kept) })
  useExplorer.subscribe(({ expanded }, before) => {
    if (expanded !== before.expanded) keepOpenNodes(expanded)
  })
}

export const setSearch = (search: string): void => setState({ search })

export function setExpanded(id: string, isExpanded: boolean): void {
  const expanded = new Set(getState().expanded)
  if (isExpanded) expanded.add(id)
  else expanded.delete(id)
  setState({ expanded })
}

/** Asks main for a part of the catalog; what was known of it stays until the answer is there. */
export async function load(target: LoadTarget): Promise<void> {
  switch (target.kind) {
    case 'schemas': {
      const { profileId } = target
      return track('schemas', target, () => api.call('explorer.schemas', { profileId }))
    }
    case 'relations': {
      const { profileId, schema } = target
      return track('relations', target, async () =>
        (await api.call('explorer.relations', { profileId, schema })).toSorted(byName),
      )
    }
    case 'routines': {
      const { profileId, schema } = target
      return track('routines', target, async () =>
        (await api.call('explorer.routines', { profileId, schema })).toSorted(byName),
      )
    }
    case 'detail': {
      const { profileId, schema, name } = target
      return track('details', target, () =>
        api.call('explorer.relation', { profileId, schema, name }),
      )
    }
    case 'catalog': {
      const { profileId } = target
      return track('catalogs', target, () => api.call('explorer.catalog', { profileId }))
    }
    case 'items': {
      const { profileId } = target
      return track('items', target, async () =>
        (await api.call('explorer.items', { profileId })).toSorted(byName),
      )
    }
    case 'branch': {
      const { profileId, path, pattern, cursor } = target
      const before = cursor === null ? null : getState().branches.get(branchKey(target))?.value
      return track('branches', target, async () =>
        joinPages(
          before ?? null,
          await api.call('explorer.browse', { profileId, path: [...path], pattern, cursor }),
        ),
      )
    }
  }
}

/** Loads what is not there and not under way. */
export function ensureLoaded(target: LoadTarget): void {
  const known = getState()[partOf[target.kind]].get(keyOf(target))
  if (!known) void load(target)
}

/** Asks again for all that is known of a connection; what is open stays open. */
export function refreshProfile(profileId: string): void {
  const isOf = (key: string) => key === pathOf(profileId) || key.startsWith(`${pathOf(profileId)}/`)
  const { schemas, relations, routines, details, catalogs, items, branches } = getState()
  for (const key of schemas.keys()) if (isOf(key)) void load({ kind: 'schemas', profileId })
  for (const key of catalogs.keys()) if (isOf(key)) void load({ kind: 'catalog', profileId })
  for (const key of items.keys()) if (isOf(key)) void load({ kind: 'items', profileId })
  // Branches that are open ask again for themselves.
  setState({ branches: new Map([...branches].filter(([key]) => !isOf(key))) })
  for (const key of relations.keys()) {
    const [, schema = ''] = partsOf(key)
    if (isOf(key)) void load({ kind: 'relations', profileId, schema })
  }
  for (const key of routines.keys()) {
    const [, schema = ''] = partsOf(key)
    if (isOf(key)) void load({ kind: 'routines', profileId, schema })
  }
  for (const key of details.keys()) {
    const [, schema = '', name = ''] = partsOf(key)
    if (isOf(key)) void load({ kind: 'detail', profileId, schema, name })
  }
}

/** Forgets what was known of a connection that is gone or leads elsewhere now. */
export function forgetProfile(profileId: string): void {
  const path = pathOf(profileId)
  const keep = (key: string) => key !== path && !key.startsWith(`${path}/`)
  const without = <T>(map: ReadonlyMap<string, T>) => new Map([...map].filter(([key]) => keep(key)))
  setState(({ schemas, relations, routines, details, catalogs, items, branches, expanded }) => ({
    schemas: without(schemas),
    relations: without(relations),
    routines: without(routines),
    details: without(details),
    catalogs: without(catalogs),
    items: without(items),
    branches: without(branches),
    expanded: new Set([...expanded].filter(keep)),
  }))
}

/** As people count: `table_2` before `table_10`. */
const byName = (a: { name: string }, b: { name: string }) => names.compare(a.name, b.name)
const names = new Intl.Collator('en', { numeric: true })

type Part = 'schemas' | 'relations' | 'routines' | 'details' | 'catalogs' | 'items' | 'branches'

const partOf = {
  schemas: 'schemas',
  relations: 'relations',
  routines: 'routines',
  detail: 'details',
  catalog: 'catalogs',
  items: 'items',
  branch: 'branches',
} as const satisfies Record<LoadTarget['kind'], Part>

const partsOf = (key: string) => key.split('/').map(decodeURIComponent)

function keyOf(target: LoadTarget): string {
  if (target.kind === 'branch') return branchKey(target)
  if (target.kind === 'relations' || target.kind === 'routines')
    return pathOf(target.profileId, target.schema)
  if (target.kind === 'detail') return pathOf(target.profileId, target.schema, target.name)
  return pathOf(target.profileId)
}

/** The latest request of a part wins; answers of earlier ones are dropped. */
const latest = new Map<string, number>()
let requestCount = 0

async function track<T>(part: Part, target: LoadTarget, ask: () => Promise<T>): Promise<void> {
  const key = keyOf(target)
  const request = ++requestCount
  latest.set(`${part}:${key}`, request)
  const put = (loaded: Loaded<T>) =>
    setState((state) => ({ [part]: new Map(state[part] as Map<string, unknown>).set(key, loaded) }))
  const before = (getState()[part].get(key) as Loaded<T> | undefined)?.value ?? null

  put({ state: 'loading', value: before, error: null })
  const loaded = await ask().then(
    (value): Loaded<T> => ({ state: 'done', value, error: null }),
    (error: WorkbenchError): Loaded<T> => ({ state: 'failed', value: before, error }),
  )
  if (latest.get(`${part}:${key}`) === request) put(loaded)
}
