import type { IndexInfo, KeyInfo, TriggerInfo } from '../../../contract/explorer.ts'
import type {
  Difference,
  DifferenceAspect,
  SchemaComparison,
} from '../../../contract/schemaCompare.ts'
import type {
  ModelAccess,
  ModelColumn,
  ModelObject,
  ModelRelation,
  ModelRoutine,
  SchemaModel,
} from '../../../contract/schemaModel.ts'
import type { Splitter } from '../../../contract/sql/Scanner.ts'
import { changePrivileges } from '../../drivers/privileges.ts'
import { generalType } from './generalType.ts'
import { normalizeSql } from './normalizeSql.ts'
import { columnText, indexText, keyText, moduleText, relationText } from './texts.ts'

export type Side = { readonly model: SchemaModel; readonly splitter: Splitter }

/** What the right side lacks, has besides, or has otherwise than the left. */
export function compareSchemas(left: Side, right: Side): SchemaComparison {
  const by = left.splitter === right.splitter ? 'dialect' : 'general'
  const rules = by === 'dialect' ? inDialect(left, right) : inGeneral(left, right)
  const [a, b] = [left.model, right.model]
  const parts = [
    pair(a.relations, b.relations, ({ name }) => rules.nameOf(name)).map((found) =>
      compareRelations(found, rules),
    ),
    ...(by === 'dialect'
      ? [
          pair(a.objects, b.objects, ({ kind, name }) => `${kind} ${name}`).map((found) =>
            compareTexts(found, objectFace, rules),
          ),
          pair(a.routines, b.routines, ({ name, signature }) => `${name}(${signature})`).map(
            (found) => compareTexts(found, routineFace, rules),
          ),
        ]
      : []),
  ].flat()
  return {
    by,
    comparedCount: parts.length,
    differences: parts.filter((found) => found !== null),
  }
}

type Rules = {
  readonly isGeneral: boolean
  nameOf(name: string): string
  typeOf(column: ModelColumn): string
  isSame(left: string | null, right: string | null): boolean
  keyOf(key: KeyInfo, side: 'left' | 'right'): string
}

function inDialect(left: Side, right: Side): Rules {
  const normal = (sql: string | null) => (sql === null ? '' : normalizeSql(sql, left.splitter))
  const schemas = { left: left.model.schema, right: right.model.schema }
  return {
    isGeneral: false,
    nameOf: (name) => name,
    typeOf: ({ serverType }) => serverType.toLowerCase().replaceAll(/\s+/g, ' '),
    isSame: (a, b) => normal(a) === normal(b),
    keyOf: (key, side) => keySignature(key, schemas[side], normal),
  }
}

/** Names of databases differ in case only by habit. */
function inGeneral(left: Side, right: Side): Rules {
  const schemas = { left: left.model.schema, right: right.model.schema }
  return {
    isGeneral: true,
    nameOf: (name) => name.toLowerCase(),
    typeOf: ({ serverType }) => generalType(serverType),
    isSame: () => true,
    keyOf: (key, side) => keySignature(key, schemas[side], () => '').toLowerCase(),
  }
}

/** Names of keys do not count: servers make them up. */
function keySignature(
  { kind, columns, references, definition }: KeyInfo,
  schema: string,
  normal: (sql: string | null) => string,
): string {
  if (!references) return JSON.stringify([kind, columns, normal(definition)])
  const place = references.schema === schema ? '' : references.schema
  const rules = (definition ?? '').slice((definition ?? '').lastIndexOf(')') + 1)
  return JSON.stringify([kind, columns, place, references.table, references.columns, normal(rules)])
}

type Pair<T> = { readonly left: T | null; readonly right: T | null }

/** In the order of the left, then what only the right has. */
function pair<T>(left: readonly T[], right: readonly T[], keyOf: (item: T) => string): Pair<T>[] {
  const rest = new Map(right.map((item) => [keyOf(item), item]))
  const pairs = left.map((item): Pair<T> => {
    const other = rest.get(keyOf(item)) ?? null
    rest.delete(keyOf(item))
    return { left: item, right: other }
  })
  return [...pairs, ...[...rest.values()].map((item) => ({ left: null, right: item }))]
}

/** Keeps what has differences only. */
const kept = (found: readonly (Difference | null)[]): Difference[] =>
  found.filter((difference) => difference !== null)

function compareRelations(found: Pair<ModelRelation>, rules: Rules): Difference | null {
  const { left, right } = found
  const either = (left ?? right)!
  const isView = either.kind === 'view' || either.kind === 'materialized-view'
  const id = `${isView ? 'view' : 'table'}/${either.name}`
  const face = {
    id,
    kind: isView ? ('view' as const) : ('table' as const),
    name: either.name,
    left: left && relationText(left),
    right: right && relationText(right),
  }
  if (!left || !right) return { ...face, status: statusOf(found), aspects: [], children: [] }
  const aspects: DifferenceAspect[] = []
  if (left.kind !== right.kind) aspects.push('definition')
  else if (isView && !rules.isSame(left.definition, right.definition)) aspects.push('definition')
  if (!rules.isGeneral && left.options !== right.options) aspects.push('options')
  if (!rules.isGeneral && commentsOf(left) !== commentsOf(right)) aspects.push('comment')
  aspects.push(...accessAspects(left, right))
  const children = [
    ...pair(left.columns, right.columns, ({ name }) => rules.nameOf(name)).map((columns) =>
      compareColumns(columns, id, rules),
    ),
    ...compareKeys(left, right, id, rules),
    ...(rules.isGeneral ? [] : compareIndexes(left, right, id, rules)),
    ...(rules.isGeneral ? [] : compareTriggers(left, right, id, rules)),
  ]
  const inside = kept(children)
  if (aspects.length === 0 && inside.length === 0) return null
  return { ...face, status: 'different', aspects, children: inside }
}

/** Those of a view's columns come with it. */
const commentsOf = ({ comment = '', columnComments = {} }: ModelRelation): string =>
  JSON.stringify([comment, Object.entries(columnComments).toSorted(([a], [b]) => (a < b ? -1 : 1))])

const statusOf = ({ left }: Pair<unknown>): Difference['status'] => (left ? 'missing' : 'extra')

function compareColumns(
  { left, right }: Pair<ModelColumn>,
  parent: string,
  rules: Rules,
): Difference | null {
  const face = {
    id: `${parent}/column/${(left ?? right)!.name}`,
    kind: 'column' as const,
    name: (left ?? right)!.name,
    left: left && columnText(left),
    right: right && columnText(right),
    children: [],
  }
  if (!left || !right) return { ...face, status: left ? 'missing' : 'extra', aspects: [] }
  const aspects: DifferenceAspect[] = []
  if (rules.typeOf(left) !== rules.typeOf(right)) aspects.push('type')
  if (left.isNullable !== right.isNullable && !isPrimary(left, right)) aspects.push('nullability')
  if (!rules.isSame(left.defaultExpression, right.defaultExpression)) aspects.push('default')
  if (!rules.isSame(left.generated, right.generated)) aspects.push('generated')
  if (!rules.isSame(left.collation, right.collation)) aspects.push('collation')
  if (!rules.isGeneral && left.comment !== right.comment) aspects.push('comment')
  return aspects.length === 0 ? null : { ...face, status: 'different', aspects }
}

/** A key says NOT NULL by itself in some databases. */
const isPrimary = (left: ModelColumn, right: ModelColumn): boolean =>
  left.primaryKeyPosition !== null && right.primaryKeyPosition !== null

/** By what they say, then by their names what is left over. */
function compareKeys(
  left: ModelRelation,
  right: ModelRelation,
  parent: string,
  rules: Rules,
): Difference[] {
  const compared = ({ keys }: ModelRelation): KeyInfo[] =>
    rules.isGeneral ? keys.filter(({ kind }) => kind !== 'check') : keys
  const rest = [...compared(right)]
  const alone = compared(left).filter((key) => {
    const signature = rules.keyOf(key, 'left')
    const at = rest.findIndex((other) => rules.keyOf(other, 'right') === signature)
    if (at >= 0) rest.splice(at, 1)
    return at < 0
  })
  return pair(alone, rest, ({ kind, name }) => `${kind} ${rules.nameOf(name)}`).map((found) =>
    partFace(found, `${parent}/key`, 'key', keyText),
  )
}

/** Those of keys come with them. */
export function ownIndexes({ indexes, keys }: ModelRelation): IndexInfo[] {
  const names = new Set(keys.flatMap(({ kind, name }) => (kind === 'foreign' ? [] : [name])))
  return indexes.filter(({ name, definition }) => definition !== null && !names.has(name))
}

const compareIndexes = (a: ModelRelation, b: ModelRelation, parent: string, rules: Rules) =>
  pair(ownIndexes(a), ownIndexes(b), ({ name }) => name).flatMap((found) => {
    const { left, right } = found
    if (left && right && rules.isSame(left.definition, right.definition)) return []
    return [partFace(found, `${parent}/index`, 'index', indexText)]
  })

const compareTriggers = (a: ModelRelation, b: ModelRelation, parent: string, rules: Rules) =>
  pair<TriggerInfo>(a.triggers, b.triggers, ({ name }) => name).flatMap((found) => {
    const { left, right } = found
    if (left && right && rules.isSame(left.definition, right.definition)) return []
    return [partFace(found, `${parent}/trigger`, 'trigger', ({ definition }) => definition ?? '')]
  })

function partFace<T extends { readonly name: string }>(
  found: Pair<T>,
  path: string,
  kind: Difference['kind'],
  textOf: (item: T) => string,
): Difference {
  const { left, right } = found
  const { name } = (left ?? right)!
  return {
    id: `${path}/${name}`,
    kind,
    name,
    status: left && right ? 'different' : statusOf(found),
    aspects: left && right ? ['definition'] : [],
    left: left && textOf(left),
    right: right && textOf(right),
    children: [],
  }
}

type Accessible = { readonly access?: ModelAccess }

/** Only where both sides were asked for them. */
function accessAspects({ access: left }: Accessible, { access: right }: Accessible) {
  const aspects: DifferenceAspect[] = []
  if (!left || !right) return aspects
  if (!left.followsOwner && left.owner !== right.owner) aspects.push('owner')
  const { revoked, granted } = changePrivileges(right.privileges, left.privileges, null)
  if (revoked.length + granted.length > 0) aspects.push('privileges')
  return aspects
}

type Face = Pick<Difference, 'kind' | 'name'> & { readonly text: string | null }
type Described = Accessible & { readonly comment?: string }

const objectFace = ({ kind, name, definition }: ModelObject): Face => ({
  kind,
  name,
  text: definition,
})
const routineFace = ({ name, signature, definition }: ModelRoutine): Face => ({
  kind: 'routine',
  name: `${name}(${signature})`,
  text: definition,
})

function compareTexts<T extends Described>(
  found: Pair<T>,
  faceOf: (item: T) => Face,
  rules: Rules,
): Difference | null {
  const left = found.left && faceOf(found.left)
  const right = found.right && faceOf(found.right)
  const { kind, name } = (left ?? right)!
  const aspects: DifferenceAspect[] = []
  if (left && right) {
    if (!rules.isSame(left.text, right.text)) aspects.push('definition')
    if (found.left?.comment !== found.right?.comment) aspects.push('comment')
    aspects.push(...accessAspects(found.left, found.right))
    if (aspects.length === 0) return null
  }
  return {
    id: `${kind}/${name}`,
    kind,
    name,
    status: left && right ? 'different' : statusOf(found),
    aspects,
    left: left && moduleText(left.text ?? name, found.left),
    right: right && moduleText(right.text ?? name, found.right),
    children: [],
  }
}
