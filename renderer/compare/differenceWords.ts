import type { DifferenceAspect, DifferenceKind } from '../../contract/schemaCompare.ts'
import type { TextKey } from '../text/text.ts'

export const KIND_KEYS = {
  table: 'compare.kindTable',
  view: 'compare.kindView',
  routine: 'compare.kindRoutine',
  type: 'compare.kindType',
  sequence: 'compare.kindSequence',
  column: 'compare.kindColumn',
  key: 'compare.kindKey',
  index: 'compare.kindIndex',
  trigger: 'compare.kindTrigger',
} as const satisfies Record<DifferenceKind, TextKey>

/** Of what stands at the first level. */
export const GROUP_KEYS: Partial<Record<DifferenceKind, TextKey>> = {
  table: 'compare.groupTable',
  view: 'compare.groupView',
  routine: 'compare.groupRoutine',
  type: 'compare.groupType',
  sequence: 'compare.groupSequence',
}

export const ASPECT_KEYS = {
  type: 'compare.aspectType',
  nullability: 'compare.aspectNullability',
  default: 'compare.aspectDefault',
  generated: 'compare.aspectGenerated',
  collation: 'compare.aspectCollation',
  definition: 'compare.aspectDefinition',
  options: 'compare.aspectOptions',
  comment: 'compare.aspectComment',
  owner: 'compare.aspectOwner',
  privileges: 'compare.aspectPrivileges',
} as const satisfies Record<DifferenceAspect, TextKey>
