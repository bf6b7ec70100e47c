import type {
  BrowsePage,
  Catalog,
  RelationDetail,
  RelationInfo,
  RoutineInfo,
  SchemaInfo,
  SchemaItem,
} from '../../contract/explorer.ts'
import type { Profile } from '../../contract/profiles.ts'
import type { Text } from '../text/text.ts'
import type { ItemGroup, Loaded } from './treeNode.ts'

/** What main told of the catalogs so far, by `pathOf` the target's names. */
export type ExplorerData = {
  schemas: ReadonlyMap<string, Loaded<SchemaInfo[]>>
  relations: ReadonlyMap<string, Loaded<RelationInfo[]>>
  routines: ReadonlyMap<string, Loaded<RoutineInfo[]>>
  details: ReadonlyMap<string, Loaded<RelationDetail>>
  catalogs: ReadonlyMap<string, Loaded<Catalog>>
  items: ReadonlyMap<string, Loaded<SchemaItem[]>>
  /** By `branchKey`. */
  branches: ReadonlyMap<string, Loaded<BrowsePage>>
}

export type TreeInput = {
  /** In the order of `comparePlaces`. */
  profiles: readonly Profile[]
  /** Drivers that show a tree of their own instead of schemas and tables. */
  treeDrivers: ReadonlySet<string>
  /** Of these, those whose search takes patterns. */
  patternDrivers: ReadonlySet<string>
  /** Drivers of databases that keep functions and procedures. */
  routineDrivers: ReadonlySet<string>
  /** What else than tables, views and routines a driver's schemas are shown with. */
  itemGroups: ReadonlyMap<string, readonly ItemGroup[]>
  data: ExplorerData
  expanded: ReadonlySet<string>
  /** Connections with open sessions, whether or not anything of them was shown here. */
  connected: ReadonlySet<string>
  /** Folders whose connections are not shown, by path. */
  closedFolders: ReadonlySet<string>
  /**
   * Not empty: connections with such a name, and relations with such a name of the connections that
   * are open.
   */
  search: string
  text: Text
}
