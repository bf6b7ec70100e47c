import type { WorkbenchError } from '../../contract/errors.ts'
import type {
  BrowseNode,
  ColumnInfo,
  IndexInfo,
  KeyInfo,
  RelationInfo,
  RoutineInfo,
  SchemaItem,
  TriggerInfo,
} from '../../contract/explorer.ts'
import type { Profile } from '../../contract/profiles.ts'

/** Which part of the catalog to ask main for. */
export type LoadTarget =
  | { kind: 'schemas'; profileId: string }
  | { kind: 'relations'; profileId: string; schema: string }
  | { kind: 'routines'; profileId: string; schema: string }
  | { kind: 'detail'; profileId: string; schema: string; name: string }
  | { kind: 'catalog'; profileId: string }
  | { kind: 'items'; profileId: string }
  | BranchTarget

/** A part of a level of a driver's own tree; with a pattern, what matches below the path. */
export type BranchTarget = {
  kind: 'branch'
  profileId: string
  path: readonly string[]
  pattern: string
  /** Null: from the start, and what was known is replaced. */
  cursor: string | null
}

/** What a table or view is shown with. */
export type Section = 'columns' | 'keys' | 'indexes' | 'triggers'

export type RelationPlace = { profileId: string; schema: string; name: string }

/** What a schema is shown with. */
export type Group = 'tables' | 'views' | 'routines' | ItemGroup
export type ItemGroup = 'types' | 'sequences'

/** What a row of the tree stands for. */
export type TreeNode =
  | { kind: 'folder'; path: string }
  | { kind: 'profile'; profile: Profile }
  | { kind: 'schema'; profileId: string; schema: string; isSystem: boolean }
  | { kind: 'system-schemas'; profileId: string }
  | { kind: 'group'; profileId: string; schema: string; group: Group }
  | {
      kind: 'relation'
      profileId: string
      relation: Omit<RelationInfo, 'estimatedRows' | 'sizeBytes'>
    }
  | { kind: 'routine'; profileId: string; routine: RoutineInfo }
  | { kind: 'item'; profileId: string; item: SchemaItem }
  | { kind: 'section'; place: RelationPlace; section: Section }
  | { kind: 'column'; column: ColumnInfo; isForeign: boolean }
  | { kind: 'key'; key: KeyInfo }
  | { kind: 'index'; index: IndexInfo }
  | { kind: 'trigger'; trigger: TriggerInfo }
  | { kind: 'entry'; profileId: string; entry: BrowseNode }
  | { kind: 'more'; target: BranchTarget }
  | { kind: 'loading'; target: LoadTarget }
  | { kind: 'empty' }
  | { kind: 'failed'; target: LoadTarget; error: WorkbenchError }

export type TreeRow = {
  /** Stays the same over refreshes. */
  id: string
  node: TreeNode
  label: string
  /** Dim, at the right. */
  detail: string
  /** What the pointer is told beyond the label: the whole name, what the database says of it. */
  hint: string
  /** From 1. */
  level: number
  position: number
  setSize: number
  /** Null: has no children. */
  isExpanded: boolean | null
  /** Height in lines of the tree. */
  lines: number
}

/** A part of the catalog: a value stays while a newer one loads or fails to. */
export type Loaded<T> = {
  state: 'loading' | 'done' | 'failed'
  value: T | null
  error: WorkbenchError | null
}

/** A name for a place in the tree that no two places share, whatever characters names have. */
export const pathOf = (...parts: readonly string[]): string =>
  parts.map(encodeURIComponent).join('/')

/** What a part of a driver's own tree is known by; the same for all parts of a level. */
export const branchKey = ({
  profileId,
  path,
  pattern,
}: Pick<BranchTarget, 'profileId' | 'path' | 'pattern'>): string =>
  pathOf(profileId, pattern, ...path)
