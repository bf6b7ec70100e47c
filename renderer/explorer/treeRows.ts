import type {
  BrowseNode,
  RelationDetail,
  RelationInfo,
  RoutineInfo,
  SchemaInfo,
  SchemaItem,
} from '../../contract/explorer.ts'
import { folderNames } from '../../contract/profilePlace.ts'
import type { Profile } from '../../contract/profiles.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { formatBytes } from '../results/formatAmounts.ts'
import type { TextKey } from '../text/text.ts'
import { describeIndex, describeKey } from './describeKey.ts'
import { matchesProfile } from './matchesProfile.ts'
import { matchObjects } from './matchObjects.ts'
import type { TreeInput } from './treeInput.ts'
import {
  branchKey,
  pathOf,
  type BranchTarget,
  type Loaded,
  type LoadTarget,
  type Group,
  type ItemGroup,
  type TreeNode,
  type TreeRow,
  type Section,
} from './treeNode.ts'
import { compact, emptyKeys, failedLines, groupOf, hintOf } from './treeTexts.ts'

/** The rows of the tree from top to bottom, closed branches left out. */
export function treeRows(input: TreeInput): TreeRow[] {
  const walk = new Walk(input)
  const { profiles, data, search, connected } = input
  if (!search.trim()) {
    walk.folder(profiles, [])
    return walk.rows
  }
  const isOpen = ({ id }: Profile) =>
    connected.has(id) ||
    Boolean(
      data.schemas.get(pathOf(id))?.value ??
      data.branches.get(branchKey({ profileId: id, path: [], pattern: '' }))?.value,
    )
  const shown = profiles.filter((one) => isOpen(one) || matchesProfile(one, search))
  shown.forEach((profile, index) => {
    const place = { level: 1, position: index + 1, setSize: shown.length }
    if (isOpen(profile)) walk.matches(profile, place)
    else walk.profile(profile, place, profile.folder)
  })
  return walk.rows
}

export const folderId = (path: string): string => pathOf('folder', path)

type SchemaPlace = { readonly profileId: string; readonly schema: string }
type Place = { level: number; position: number; setSize: number }

/** One pass over the tree, collecting rows. */
class Walk {
  readonly rows: TreeRow[] = []
  readonly #input: TreeInput

  constructor(input: TreeInput) {
    this.#input = input
  }

  /** What is in a folder; `inside` is all below it. */
  folder(inside: readonly Profile[], outer: readonly string[]): void {
    const level = outer.length + 1
    const folders = new Map<string, Profile[]>()
    const own: Profile[] = []
    for (const profile of inside) {
      const name = folderNames(profile.folder)[outer.length]
      if (name === undefined) own.push(profile)
      else folders.set(name, [...(folders.get(name) ?? []), profile])
    }
    const setSize = folders.size + own.length
    let position = 0
    for (const [name, members] of folders) {
      const names = [...outer, name]
      const path = names.join('/')
      const isExpanded = !this.#input.closedFolders.has(path)
      const detail = this.#input.text('explorer.countOnly', { count: members.length })
      const place = { level, position: ++position, setSize, isExpanded }
      this.#push(folderId(path), { kind: 'folder', path }, name, detail, place)
      if (isExpanded) this.folder(members, names)
    }
    for (const profile of own) this.profile(profile, { level, position: ++position, setSize })
  }

  profile(profile: Profile, place: Place, detail = ''): void {
    const id = pathOf(profile.id)
    const node: TreeNode = { kind: 'profile', profile }
    if (!this.#branch(id, node, profile.name, detail, place)) return

    const level = place.level + 1
    if (this.#input.treeDrivers.has(profile.driverId)) {
      this.#branchLevel({ profileId: profile.id, path: [], pattern: '' }, level)
      return
    }
    const load = this.#input.data.schemas.get(id)
    const target: LoadTarget = { kind: 'schemas', profileId: profile.id }
    const schemas = this.#loaded(id, load, target, level, 'explorer.noSchemas')
    if (schemas) this.#schemas(profile, schemas, level)
  }

  /** Tables, views and routines found by name or column, right below their connection. */
  matches(profile: Profile, at: Place): void {
    const { data, search, text, treeDrivers } = this.#input
    const id = pathOf(profile.id)
    if (treeDrivers.has(profile.driverId)) {
      this.#push(id, { kind: 'profile', profile }, profile.name, '', { ...at, isExpanded: true })
      const pattern = search.trim()
      const isPattern = this.#input.patternDrivers.has(profile.driverId) && /[*?[]/.test(pattern)
      const emptyKey = isPattern ? 'explorer.noneLikePattern' : 'explorer.noneWithText'
      this.#branchLevel({ profileId: profile.id, path: [], pattern }, 2, emptyKey)
      return
    }
    const load = data.catalogs.get(id)
    const routines = this.#routinesToSearch(profile)
    const relations = load?.value ? [load.value.relations] : this.#relationsKnown(profile.id)
    const items = data.items.get(id)
    const searched = {
      relations,
      routines: routines.known,
      items: items?.value ? [items.value] : [],
      systemSchemas: new Set(
        data.schemas.get(id)?.value?.flatMap(({ name, isSystem }) => (isSystem ? [name] : [])),
      ),
    }
    const found = matchObjects(searched, search)
    const detail = load?.value ? text('explorer.matches', { count: found.length }) : ''
    this.#push(id, { kind: 'profile', profile }, profile.name, detail, { ...at, isExpanded: true })
    found.forEach((match, index) => {
      const place = { level: 2, position: index + 1, setSize: found.length }
      if (match.kind === 'routine') return this.#routine(profile.id, match.routine, place)
      if (match.kind === 'item') return this.#item(profile.id, match.item, place, true)
      const { relation, columns } = match
      const { schema } = relation
      const where =
        columns.length === 0
          ? schema
          : text('explorer.hasColumns', {
              ...{ schema, columns: columns.join(', '), count: columns.length },
            })
      const info = { ...relation, estimatedRows: null, sizeBytes: null }
      this.#relation(profile.id, info, where, place)
    })
    const target: LoadTarget = { kind: 'catalog', profileId: profile.id }
    if (!load?.value) return void this.#loaded(id, load, target, 2, 'explorer.noTables')
    const { missing } = routines
    if (missing) this.#loaded(pathOf(profile.id, 'search'), undefined, missing, 2)
    else if (!items?.error)
      this.#loaded(pathOf(profile.id, 'items'), items, { kind: 'items', profileId: id }, 2)
  }

  /** What was seen in the tree can be found at once, while the whole catalog is on its way. */
  #relationsKnown(profileId: string): readonly RelationInfo[][] {
    const { schemas, relations } = this.#input.data
    const names = schemas.get(pathOf(profileId))?.value ?? []
    return names
      .map(({ name }) => relations.get(pathOf(profileId, name))?.value)
      .filter((list) => list !== undefined && list !== null)
  }

  /** Routines of the user's own schemas, as far as they are known, and what to ask for next. */
  #routinesToSearch({ id, driverId }: Profile): {
    known: readonly (readonly RoutineInfo[])[]
    missing: LoadTarget | null
  } {
    const { data, routineDrivers } = this.#input
    if (!routineDrivers.has(driverId)) return { known: [], missing: null }
    const listed = data.schemas.get(pathOf(id))
    if (!listed) return { known: [], missing: { kind: 'schemas', profileId: id } }
    const schemas = listed.value ?? []
    const own = schemas.filter(({ isSystem }) => !isSystem)
    const loads = own.map(({ name }) => data.routines.get(pathOf(id, name)))
    const next = loads.findIndex((load) => !load?.value && !load?.error)
    return {
      known: loads.flatMap((load) => (load?.value ? [load.value] : [])),
      missing: next < 0 ? null : { kind: 'routines', profileId: id, schema: own[next]!.name },
    }
  }

  /** What a driver's own tree has below a path, or what of it matches a pattern. */
  #branchLevel(
    place: Omit<BranchTarget, 'kind' | 'cursor'>,
    level: number,
    emptyKey: TextKey = 'explorer.nothingHere',
  ): void {
    const key = branchKey(place)
    const load = this.#input.data.branches.get(key)
    const target: BranchTarget = { kind: 'branch', ...place, cursor: null }
    const page = this.#loaded(pathOf('branch', key), load, target, level)
    if (!page) return
    const { nodes, nextCursor } = page
    const setSize = nodes.length + (nextCursor === null ? 0 : 1)
    if (setSize === 0) this.#empty(pathOf('branch', key), emptyKey, level)
    nodes.forEach((entry, index) =>
      this.#entry(place, entry, { level, position: index + 1, setSize }),
    )
    if (nextCursor === null) return
    const isLoading = load?.state === 'loading'
    this.#push(
      pathOf('more', key),
      { kind: 'more', target: { ...target, cursor: nextCursor } },
      this.#input.text(isLoading ? 'explorer.loading' : 'explorer.more'),
      '',
      { level, position: setSize, setSize },
    )
  }

  #entry(
    { profileId, pattern }: Omit<BranchTarget, 'kind' | 'cursor'>,
    entry: BrowseNode,
    place: Place,
  ): void {
    const { path, label, count, hasChildren } = entry
    const id = pathOf(profileId, 'entry', pattern, ...path)
    const node: TreeNode = { kind: 'entry', profileId, entry }
    const detail =
      count === null
        ? entry.detail
        : this.#input.text('explorer.countOnly', { count: count.toLocaleString('en') })
    if (!hasChildren) this.#push(id, node, label, detail, place)
    else if (this.#branch(id, node, label, detail, place))
      this.#branchLevel({ profileId, path, pattern: '' }, place.level + 1)
  }

  /** A lone schema is not worth a level; the server's own schemas stand together at the end. */
  #schemas(profile: Profile, schemas: readonly SchemaInfo[], level: number): void {
    const profileId = profile.id
    const groups: Group[] = ['tables', 'views']
    if (this.#input.routineDrivers.has(profile.driverId)) groups.push('routines')
    groups.push(...(this.#input.itemGroups.get(profile.driverId) ?? []))
    const own = schemas.filter(({ isSystem }) => !isSystem)
    const system = schemas.filter(({ isSystem }) => isSystem)
    const shown = own.length > 0 ? own : system
    const [only] = shown
    const hasSystemRow = own.length > 0 && system.length > 0
    const lone = shown.length === 1 ? only : undefined
    const setSize = (lone ? groups.length : shown.length) + (hasSystemRow ? 1 : 0)
    if (lone) this.#groups({ profileId, schema: lone.name }, groups, level, setSize)
    else this.#schemaRows(profileId, shown, groups, level, setSize)
    if (!hasSystemRow) return

    const isOpen = this.#branch(
      pathOf(profileId, 'system'),
      { kind: 'system-schemas', profileId },
      this.#input.text('explorer.systemSchemas'),
      '',
      { level, position: setSize, setSize },
    )
    if (isOpen) this.#schemaRows(profileId, system, groups, level + 1, system.length)
  }

  #schemaRows(
    profileId: string,
    schemas: readonly SchemaInfo[],
    groups: readonly Group[],
    level: number,
    setSize: number,
  ): void {
    schemas.forEach(({ name, isSystem, isDefault }, index) => {
      const node: TreeNode = { kind: 'schema', profileId, schema: name, isSystem }
      const detail = isDefault ? this.#input.text('explorer.defaultSchema') : ''
      const place = { level, position: index + 1, setSize }
      if (this.#branch(pathOf(profileId, 'schema', name), node, name, detail, place))
        this.#groups({ profileId, schema: name }, groups, level + 1, groups.length)
    })
  }

  #groups(
    { profileId, schema }: SchemaPlace,
    groups: readonly Group[],
    level: number,
    setSize: number,
  ): void {
    const id = pathOf(profileId, schema)
    const target: LoadTarget = { kind: 'relations', profileId, schema }
    const load = this.#input.data.relations.get(id)
    const relations = this.#loaded(pathOf(profileId, 'schema', schema), load, target, level)
    if (!relations) return
    const isView = ({ kind }: RelationInfo) => kind === 'view' || kind === 'materialized-view'
    const found = {
      tables: relations.filter((one) => !isView(one)),
      views: relations.filter(isView),
    }
    groups.forEach((group, index) => {
      const place = { level, position: index + 1, setSize }
      if (group === 'routines') this.#routines({ profileId, schema }, place)
      else if (group === 'types' || group === 'sequences')
        this.#items({ profileId, schema }, group, place)
      else this.#relations({ profileId, schema }, group, found[group], place)
    })
  }

  #relations(
    { profileId, schema }: SchemaPlace,
    group: 'tables' | 'views',
    relations: readonly RelationInfo[],
    place: Place,
  ): void {
    const { text } = this.#input
    const id = pathOf(profileId, 'group', schema, group)
    const node: TreeNode = { kind: 'group', profileId, schema, group }
    const count = text('explorer.countOnly', { count: relations.length })
    if (!this.#branch(id, node, text(`explorer.${group}`), count, place)) return
    const level = place.level + 1
    if (relations.length === 0)
      this.#empty(id, group === 'tables' ? 'explorer.noTables' : 'explorer.noViews', level)
    relations.forEach((relation, index) => {
      const { estimatedRows: rowCount, sizeBytes } = relation
      const detail = [
        ...(rowCount === null ? [] : [text('explorer.estimate', { count: compact(rowCount) })]),
        ...(sizeBytes === null ? [] : [formatBytes(sizeBytes)]),
      ].join(' · ')
      this.#relation(profileId, relation, detail, {
        level,
        position: index + 1,
        setSize: relations.length,
      })
    })
  }

  /** Asked for when the group is opened: many a schema has thousands, and few look at them. */
  #routines({ profileId, schema }: SchemaPlace, place: Place): void {
    const { text, data } = this.#input
    const id = pathOf(profileId, 'group', schema, 'routines')
    const load = data.routines.get(pathOf(profileId, schema))
    const node: TreeNode = { kind: 'group', profileId, schema, group: 'routines' }
    const detail = load?.value ? text('explorer.countOnly', { count: load.value.length }) : ''
    if (!this.#branch(id, node, text('explorer.routines'), detail, place)) return
    const level = place.level + 1
    const target: LoadTarget = { kind: 'routines', profileId, schema }
    const routines = this.#loaded(id, load, target, level, 'explorer.noRoutines')
    routines?.forEach((routine, index) =>
      this.#routine(profileId, routine, { level, position: index + 1, setSize: routines.length }),
    )
  }

  #items({ profileId, schema }: SchemaPlace, group: ItemGroup, place: Place): void {
    const { text, data } = this.#input
    const id = pathOf(profileId, 'group', schema, group)
    const load = data.items.get(pathOf(profileId))
    const isHere = (item: SchemaItem) => item.schema === schema && groupOf(item) === group
    const known = load?.value?.filter(isHere)
    const node: TreeNode = { kind: 'group', profileId, schema, group }
    const detail = known ? text('explorer.countOnly', { count: known.length }) : ''
    if (!this.#branch(id, node, text(`explorer.${group}`), detail, place)) return
    const level = place.level + 1
    this.#loaded(id, load, { kind: 'items', profileId }, level)
    if (known?.length === 0)
      this.#empty(id, group === 'types' ? 'explorer.noTypes' : 'explorer.noSequences', level)
    known?.forEach((item, index) =>
      this.#item(profileId, item, { level, position: index + 1, setSize: known.length }),
    )
  }

  /** Among what was found, a name alone says neither what it is nor where. */
  #item(profileId: string, item: SchemaItem, place: Place, isFound = false): void {
    const { schema, name, kind, relation } = item
    const id = pathOf(profileId, 'item', schema, kind, relation ?? '', name)
    const words = this.#input.text(`explorer.item_${kind}`)
    const where = relation === null ? `${schema} · ${words}` : `${schema}.${relation} · ${words}`
    this.#push(id, { kind: 'item', profileId, item }, name, isFound ? where : item.detail, place)
  }

  #routine(profileId: string, routine: RoutineInfo, place: Place): void {
    const { schema, name, signature } = routine
    const id = pathOf(profileId, 'routine', schema, name, signature)
    this.#push(id, { kind: 'routine', profileId, routine }, name, `(${signature})`, place)
  }

  #relation(profileId: string, relation: RelationInfo, detail: string, place: Place): void {
    const { schema, name } = relation
    const id = pathOf(profileId, 'relation', schema, name)
    if (!this.#branch(id, { kind: 'relation', profileId, relation }, name, detail, place)) return

    const level = place.level + 1
    const load = this.#input.data.details.get(pathOf(profileId, schema, name))
    const target: LoadTarget = { kind: 'detail', profileId, schema, name }
    const found = this.#loaded(id, load, target, level)
    if (!found) return
    // Most tables have no triggers, and no need of a line that says so.
    const sections: Section[] = ['columns', 'keys', 'indexes']
    if (found.triggers.length > 0) sections.push('triggers')
    sections.forEach((section, index) => {
      const { text } = this.#input
      const sectionId = pathOf(profileId, 'section', schema, name, section)
      const count = text('explorer.countOnly', { count: found[section].length })
      const node: TreeNode = { kind: 'section', place: { profileId, schema, name }, section }
      const sectionPlace = { level, position: index + 1, setSize: sections.length }
      if (this.#branch(sectionId, node, text(`explorer.${section}`), count, sectionPlace))
        this.#leaves(sectionId, section, found, level + 1)
    })
  }

  #leaves(id: string, section: Section, found: RelationDetail, level: number): void {
    const leaves: { node: TreeNode; label: string; detail: string }[] = {
      columns: () =>
        found.columns.map((column) => ({
          node: {
            kind: 'column' as const,
            column,
            isForeign: found.keys.some(
              ({ kind, columns }) => kind === 'foreign' && columns.includes(column.name),
            ),
          },
          label: column.name,
          detail: column.serverType,
        })),
      keys: () =>
        found.keys.map((key) => ({
          node: { kind: 'key' as const, key },
          label: key.name,
          detail: describeKey(key),
        })),
      indexes: () =>
        found.indexes.map((index) => ({
          node: { kind: 'index' as const, index },
          label: index.name,
          detail: describeIndex(index),
        })),
      triggers: () =>
        found.triggers.map((trigger) => ({
          node: { kind: 'trigger' as const, trigger },
          label: trigger.name,
          detail: trigger.event,
        })),
    }[section]()
    if (leaves.length === 0) this.#empty(id, emptyKeys[section], level)
    leaves.forEach(({ node, label, detail }, index) =>
      this.#push(pathOf(id, String(index)), node, label, detail, {
        level,
        position: index + 1,
        setSize: leaves.length,
      }),
    )
  }

  /** The value if there is one, with a row that tells what is loading, missing or has failed. */
  #loaded<T extends readonly unknown[] | object>(
    id: string,
    load: Loaded<T> | undefined,
    target: LoadTarget,
    level: number,
    emptyKey?: TextKey,
  ): T | null {
    const { text } = this.#input
    const only = { level, position: 1, setSize: 1 }
    if (load?.error)
      this.#push(
        `${id}/failed`,
        { kind: 'failed', target, error: load.error },
        load.error.message,
        '',
        { ...only, lines: failedLines(errorLine(load.error)) },
      )
    else if (!load?.value)
      this.#push(`${id}/loading`, { kind: 'loading', target }, text('explorer.loading'), '', only)
    else if (emptyKey && Array.isArray(load.value) && load.value.length === 0)
      this.#empty(id, emptyKey, level)
    return load?.value ?? null
  }

  #empty(id: string, key: TextKey, level: number): void {
    const place = { level, position: 1, setSize: 1 }
    this.#push(`${id}/empty`, { kind: 'empty' }, this.#input.text(key), '', place)
  }

  /** Adds a row that can be opened; tells whether it is. */
  #branch(id: string, node: TreeNode, label: string, detail: string, place: Place): boolean {
    const isExpanded = this.#input.expanded.has(id)
    this.#push(id, node, label, detail, { ...place, isExpanded })
    return isExpanded
  }

  #push(
    id: string,
    node: TreeNode,
    label: string,
    detail: string,
    place: Place & { isExpanded?: boolean; lines?: number },
  ): void {
    const hint = hintOf(node, label)
    this.rows.push({ id, node, label, detail, hint, isExpanded: null, lines: 1, ...place })
  }
}
