import {
  Clock,
  Columns3,
  Database,
  Eye,
  Fingerprint,
  Folder,
  FolderTree,
  KeyRound,
  Layers,
  Link,
  ListChecks,
  ListOrdered,
  ListTree,
  Shapes,
  SquareFunction,
  Tag,
  Table2,
  Zap,
  type LucideIcon,
} from 'lucide-react'
import type { TreeNode } from './treeNode.ts'

export const nodeIcons = {
  schema: Layers,
  systemSchemas: FolderTree,
  table: Table2,
  view: Eye,
  routine: SquareFunction,
  type: Shapes,
  sequence: ListOrdered,
  columns: Columns3,
  indexes: ListTree,
  triggers: Zap,
  primaryKey: KeyRound,
  foreignKey: Link,
  unique: Fingerprint,
  check: ListChecks,
  database: Database,
  folder: Folder,
  entryKey: KeyRound,
  field: Columns3,
  tag: Tag,
  policy: Clock,
} satisfies Record<string, LucideIcon>

/** Which icon a row has; null: none, its place stays empty. */
export function nodeIcon(node: TreeNode): keyof typeof nodeIcons | null {
  switch (node.kind) {
    case 'folder':
      return 'folder'
    case 'schema':
      return 'schema'
    case 'system-schemas':
      return 'systemSchemas'
    case 'group':
      return groupIcons[node.group]
    case 'routine':
      return 'routine'
    case 'relation':
      return node.relation.kind.endsWith('view') ? 'view' : 'table'
    case 'item':
      return itemIcons[node.item.kind]
    case 'entry':
      return node.entry.icon === 'key' ? 'entryKey' : node.entry.icon
    case 'section':
      return node.section === 'keys' ? 'primaryKey' : node.section
    case 'column':
      if (node.column.primaryKeyPosition !== null) return 'primaryKey'
      return node.isForeign ? 'foreignKey' : null
    case 'key':
      return keyIcons[node.key.kind]
    case 'trigger':
      return 'triggers'
    case 'index':
      return node.index.isUnique ? 'unique' : 'indexes'
    default:
      return null
  }
}

const groupIcons = {
  tables: 'table',
  views: 'view',
  routines: 'routine',
  types: 'type',
  sequences: 'sequence',
} as const

const itemIcons = {
  enum: 'type',
  type: 'type',
  domain: 'type',
  sequence: 'sequence',
  constraint: 'primaryKey',
  index: 'indexes',
  trigger: 'triggers',
} as const

const keyIcons = {
  primary: 'primaryKey',
  unique: 'unique',
  foreign: 'foreignKey',
  check: 'check',
} as const
