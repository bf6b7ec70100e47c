import type { Difference, DifferenceAspect } from '../../../contract/schemaCompare.ts'
import type {
  ModelAccess,
  ModelColumn,
  ModelRelation,
  SchemaModel,
} from '../../../contract/schemaModel.ts'
import { escapePattern } from '../../escapePattern.ts'
import type { Described, SchemaStatements, SchemaWriter } from '../../drivers/SchemaWriter.ts'
import { ownIndexes } from './compareSchemas.ts'

export type MigrationRequest = {
  readonly left: SchemaModel
  readonly right: SchemaModel
  readonly differences: readonly Difference[]
  /** Ids of differences to take over. */
  readonly chosen: ReadonlySet<string>
  readonly writer: SchemaWriter
}

/** `view`: the name of the view that it makes. */
type Step = { readonly sql: string; readonly comment?: string; readonly view?: string }

/** In the order in which they run. */
type Phases = Record<
  | 'undo'
  | 'objects'
  | 'tables'
  | 'columns'
  | 'keys'
  | 'foreignKeys'
  | 'completions'
  | 'routines'
  | 'views'
  | 'triggers'
  | 'comments'
  | 'access'
  | 'dangers',
  Step[]
>

const ROWS_LOST = 'Dangerous: drops the table with all of its rows.'
const VALUES_LOST = 'Dangerous: drops the column with all of its values.'

/**
 * Statements that give the right side what was chosen: what is in the way goes first, tables come
 * before the keys between them, and what loses data comes last, each with a word of warning.
 */
export function migrationScript(request: MigrationRequest): string {
  const { right, writer } = request
  const phases: Phases = {
    undo: [],
    objects: [],
    tables: [],
    columns: [],
    keys: [],
    foreignKeys: [],
    completions: [],
    routines: [],
    views: [],
    triggers: [],
    comments: [],
    access: [],
    dangers: [],
  }
  const plan = new Plan(request, phases)
  for (const difference of request.differences) plan.take(difference)
  phases.views = inOrderOfUse(phases.views)
  // Tables go when nothing names them any more.
  phases.dangers.sort((a, b) => Number(isTableDrop(a)) - Number(isTableDrop(b)))
  const steps = Object.values(phases).flat()
  if (steps.length === 0) return ''
  const { before, after } = writer.around(right.schema)
  const lines = [...before.map((sql) => ({ sql })), ...steps, ...after.map((sql) => ({ sql }))]
  return lines.map((step) => stepText(step, writer.end)).join('\n')
}

const isTableDrop = ({ comment }: Step): boolean => comment === ROWS_LOST

function stepText({ sql, comment }: Step, end: string): string {
  const note = comment ? `-- ${comment}\n` : ''
  return sql === '' ? note : `${note}${sql.startsWith('--') ? sql : sql + end}\n`
}

class Plan {
  readonly #request: MigrationRequest
  readonly #phases: Phases
  readonly #write: SchemaStatements

  constructor(request: MigrationRequest, phases: Phases) {
    this.#request = request
    this.#phases = phases
    this.#write = request.writer.statements(request.right.schema, request.left.schema)
  }

  take(difference: Difference): void {
    const { kind, id } = difference
    const isChosen = this.#request.chosen.has(id)
    if (kind === 'table') {
      if (difference.status === 'different') this.#alterTable(difference)
      else if (isChosen && difference.status === 'missing') this.#createTable(difference.name)
      else if (isChosen) this.#dropTable(difference.name)
    } else if (!isChosen) return
    else if (kind === 'view') this.#view(difference)
    else if (kind === 'routine') this.#routine(difference)
    else this.#object(difference)
  }

  #createTable(name: string): void {
    const table = relationOf(this.#request.left, name)
    const { tables, keys, triggers } = this.#phases
    if (table.kind === 'foreign-table') {
      tables.push({ sql: '', comment: `The foreign table ${name} has to be made by hand.` })
      return
    }
    tables.push({ sql: this.#write.createTable(table) })
    keys.push(...ownIndexes(table).map((index) => ({ sql: this.#write.createIndex(index) })))
    if (!this.#request.writer.keysStandInTable) this.#addForeignKeys(table)
    triggers.push(...table.triggers.map((each) => ({ sql: this.#write.createTrigger(each) })))
    this.#commentRelation(table, null)
    this.#setAccess({ kind: 'relation', relation: table }, null, table.access)
  }

  #setAccess(
    of: Described,
    from: ModelAccess | null | undefined,
    to: ModelAccess | undefined,
  ): void {
    if (!to || !this.#write.setAccess) return
    const statements = this.#write.setAccess(of, from ?? null, to)
    this.#phases.access.push(...statements.map((sql) => ({ sql })))
  }

  #describeRelation(left: ModelRelation, right: ModelRelation): void {
    const relation = { ...left, kind: right.kind }
    this.#commentRelation(relation, right)
    this.#setAccess({ kind: 'relation', relation }, right.access, left.access)
  }

  /** `before`: as it is when its statements have run; null: made anew, without a description. */
  #commentRelation(after: ModelRelation, before: ModelRelation | null): void {
    const relation = { kind: 'relation', relation: after } as const
    this.#comment(relation, before?.comment, after.comment)
    if (before === null)
      for (const { name, comment } of after.columns)
        this.#comment({ ...relation, column: name }, undefined, comment)
    const [had, has] = [before?.columnComments ?? {}, after.columnComments ?? {}]
    for (const column of new Set([...Object.keys(had), ...Object.keys(has)]))
      this.#comment({ ...relation, column }, had[column], has[column])
  }

  #comment(of: Described, from: string | undefined, to: string | undefined): void {
    const sql = this.#commentSql(of, from, to)
    if (sql !== null) this.#phases.comments.push({ sql })
  }

  #commentSql(of: Described, from: string | undefined, to: string | undefined): string | null {
    if (from === to) return null
    return this.#write.setComment?.(of, from ?? null, to ?? null) ?? null
  }

  #addForeignKeys({ name, keys }: ModelRelation): void {
    for (const key of keys)
      if (key.kind === 'foreign')
        this.#phases.foreignKeys.push({ sql: this.#write.addKey(name, key) ?? '' })
  }

  /** Tables that name each other can go in any order once they no longer do. */
  #dropTable(name: string): void {
    const table = relationOf(this.#request.right, name)
    const { dangers } = this.#phases
    if (!this.#request.writer.keysStandInTable)
      for (const key of table.keys)
        if (key.kind === 'foreign')
          dangers.push({ sql: this.#write.dropKey(name, key) ?? '', comment: '' })
    dangers.push({ sql: this.#write.dropTable(table), comment: ROWS_LOST })
  }

  #alterTable({ name, id, aspects, children }: Difference): void {
    const { chosen, writer } = this.#request
    const wanted = children.filter((child) => chosen.has(child.id))
    const left = relationOf(this.#request.left, name)
    const right = relationOf(this.#request.right, name)
    if (chosen.has(id)) this.#describeRelation(left, right)
    const hasOptions = chosen.has(id) && aspects.length > 0 && !areAround(aspects)
    if (wanted.length === 0 && !hasOptions) return
    if (hasOptions && !writer.keysStandInTable)
      this.#phases.tables.push({
        sql: '',
        comment: `“${left.options}” of ${name} has to be changed by hand.`,
      })
    const needsRebuild =
      (hasOptions && writer.keysStandInTable) ||
      wanted.some((child) => this.#partSteps(child, left, right) === null)
    if (needsRebuild) this.#rebuild(left, right, wanted, hasOptions)
    else
      for (const child of wanted)
        for (const { phase, ...step } of this.#partSteps(child, left, right) ?? [])
          this.#phases[phase].push(step)
  }

  /** Null: the table has to be built anew for it. */
  #partSteps(
    { kind, name, status }: Difference,
    left: ModelRelation,
    right: ModelRelation,
  ): (Step & { phase: keyof Phases })[] | null {
    const table = right.name
    const write = this.#write
    const steps: (Step & { phase: keyof Phases })[] = []
    const add = (phase: keyof Phases, sql: string | null, comment = ''): boolean =>
      sql !== null && steps.push({ phase, sql, comment }) > 0
    const [had, has] = [status !== 'missing', status !== 'extra']
    let canBe = true
    switch (kind) {
      case 'column': {
        const from = right.columns.find((column) => column.name === name)
        const to = left.columns.find((column) => column.name === name)
        const of = { kind: 'relation', relation: right, column: name } as const
        if (from && to) {
          const altered = write.alterColumn(table, from, to)
          const isLost = altered?.some((sql) => sql.includes('DROP COLUMN')) ?? false
          canBe = altered !== null
          for (const sql of altered ?? []) add('columns', sql, isLost ? VALUES_LOST : '')
          add('comments', this.#commentSql(of, isLost ? undefined : from.comment, to.comment))
        } else if (to) {
          canBe = add('columns', write.addColumn(table, to), needsRows(to))
          add('comments', this.#commentSql(of, undefined, to.comment))
        } else if (from) canBe = add('dangers', write.dropColumn(table, from), VALUES_LOST)
        break
      }
      case 'key': {
        const from = right.keys.find((key) => key.name === name)
        const to = left.keys.find((key) => key.name === name)
        if (from && had) canBe = add('undo', write.dropKey(table, from))
        if (to && has && canBe)
          canBe = add(to.kind === 'foreign' ? 'foreignKeys' : 'keys', write.addKey(table, to))
        break
      }
      case 'index': {
        const from = right.indexes.find((index) => index.name === name)
        const to = left.indexes.find((index) => index.name === name)
        if (from) add('undo', write.dropIndex(table, from))
        if (to) add('keys', write.createIndex(to))
        break
      }
      default: {
        const from = right.triggers.find((trigger) => trigger.name === name)
        const to = left.triggers.find((trigger) => trigger.name === name)
        if (from) add('undo', write.dropTrigger(table, from))
        if (to) add('triggers', write.createTrigger(to))
      }
    }
    return canBe ? steps : null
  }

  #rebuild(
    left: ModelRelation,
    right: ModelRelation,
    wanted: readonly Difference[],
    hasOptions: boolean,
  ): void {
    const merged = mergeRelations(left, right, wanted)
    const to = { ...merged, options: hasOptions ? left.options : right.options }
    const isLost = wanted.some(({ kind, status }) => kind === 'column' && status === 'extra')
    const notes = [
      isLost ? `${VALUES_LOST} The` : 'The',
      `table ${right.name} is built anew, and its rows copied.`,
      ...(UNSEEN_RULES.test(right.definition ?? '')
        ? ['Its DEFERRABLE and ON CONFLICT are not kept: add them.']
        : []),
    ]
    const steps = this.#write
      .rebuildTable(right, to)
      .map((sql, index): Step => (index === 0 ? { sql, comment: notes.join(' ') } : { sql }))
    this.#phases[isLost ? 'dangers' : 'columns'].push(...steps)
  }

  #view({ name, status, aspects }: Difference): void {
    if (areAround(aspects))
      return this.#describeRelation(
        relationOf(this.#request.left, name),
        relationOf(this.#request.right, name),
      )
    if (status !== 'missing') {
      const sql = this.#write.dropView(relationOf(this.#request.right, name))
      if (status === 'extra')
        this.#phases.dangers.push({ sql, comment: 'Dangerous: drops the view.' })
      else this.#phases.undo.push({ sql })
    }
    if (status === 'extra') return
    const view = relationOf(this.#request.left, name)
    this.#phases.views.push({ sql: this.#write.createView(view), view: name })
    for (const index of ownIndexes(view))
      this.#phases.triggers.push({ sql: this.#write.createIndex(index) })
    for (const trigger of view.triggers)
      this.#phases.triggers.push({ sql: this.#write.createTrigger(trigger) })
    this.#commentRelation(view, null)
    // What is made anew belongs to nobody that it did before.
    const before = this.#request.right.relations.find((each) => each.name === name)
    this.#setAccess({ kind: 'relation', relation: view }, null, view.access ?? before?.access)
  }

  #routine({ name, aspects }: Difference): void {
    const find = ({ routines }: SchemaModel) =>
      routines.find((routine) => `${routine.name}(${routine.signature})` === name)
    const left = find(this.#request.left)
    const right = find(this.#request.right)
    if (left) {
      // To replace a routine leaves what is around it; one without a text is not made.
      const of = { kind: 'routine', routine: left } as const
      if (right || left.definition !== null) {
        this.#comment(of, right?.comment, left.comment)
        this.#setAccess(of, right?.access, left.access)
      }
      if (areAround(aspects)) return
      const sql = this.#write.createRoutine(left)
      this.#phases.routines.push({ sql, comment: this.#namesLeft(sql) })
    } else if (right)
      this.#phases.dangers.push({
        sql: this.#write.dropRoutine(right),
        comment: 'Dangerous: drops the routine.',
      })
  }

  /** What a body says stays as it is written, and may lead back to the left side. */
  #namesLeft(body: string): string {
    const { left, right } = this.#request
    const name = escapePattern(left.schema)
    const isNamed = new RegExp(`(?<![\\w.])["[]?${name}["\\]]?\\s*\\.`, 'i').test(body)
    if (left.schema === right.schema || left.schema === '' || !isNamed) return ''
    return `Look at this one: it names the schema “${left.schema}”, which stays as it is written.`
  }

  #object({ kind, name, status, aspects }: Difference): void {
    const find = ({ objects }: SchemaModel) =>
      objects.find((object) => object.kind === kind && object.name === name)
    const { objects, completions, dangers } = this.#phases
    const object = find(this.#request.left)
    const right = find(this.#request.right)
    if (!object) {
      const sql = this.#write.dropObject(right!)
      dangers.push({ sql, comment: `Dangerous: drops the ${kind}.` })
      return
    }
    this.#comment({ kind: 'object', object }, right?.comment, object.comment)
    this.#setAccess({ kind: 'object', object }, right?.access, object.access)
    if (areAround(aspects)) return
    const sql =
      status === 'missing' ? this.#write.createObject(object) : this.#write.alterObject(object)
    objects.push(sql === null ? byHand(object) : { sql })
    if (status === 'missing' && object.completion) completions.push({ sql: object.completion })
  }
}

/** What can differ of a thing that is otherwise the same, and is set by statements of its own. */
const areAround = (aspects: readonly DifferenceAspect[]): boolean =>
  aspects.length > 0 && aspects.every((aspect) => AROUND.has(aspect))
const AROUND: ReadonlySet<DifferenceAspect> = new Set(['comment', 'owner', 'privileges'])

const byHand = ({ name, definition }: { name: string; definition: string }): Step => ({
  sql: '',
  comment: `${name} has to be changed by hand, to: ${definition.replaceAll('\n', ' ')}`,
})

/** What the catalog does not tell of a table that is built from it. */
const UNSEEN_RULES = /\bdeferrable\b|\bon\s+conflict\b/i

const needsRows = ({ isNullable, defaultExpression, generated }: ModelColumn): string =>
  isNullable || defaultExpression !== null || generated
    ? ''
    : 'Fails where the table has rows: it has no value for them.'

const relationOf = ({ relations }: SchemaModel, name: string): ModelRelation =>
  relations.find((relation) => relation.name === name)!

/** The right table with what was chosen of the left. */
function mergeRelations(
  left: ModelRelation,
  right: ModelRelation,
  wanted: readonly Difference[],
): ModelRelation {
  const merge = <T extends { readonly name: string }>(
    kind: Difference['kind'],
    from: readonly T[],
    to: readonly T[],
  ): T[] => {
    const changes = new Map(
      wanted.filter((child) => child.kind === kind).map((child) => [child.name, child.status]),
    )
    const ofLeft = (name: string) => to.find((item) => item.name === name)!
    return [
      ...from.flatMap((item) => {
        const status = changes.get(item.name)
        if (status === 'extra') return []
        return status === 'different' ? [ofLeft(item.name)] : [item]
      }),
      ...[...changes].flatMap(([name, status]) => (status === 'missing' ? [ofLeft(name)] : [])),
    ]
  }
  return {
    ...right,
    definition: null,
    columns: merge('column', right.columns, left.columns),
    keys: merge('key', right.keys, left.keys),
    indexes: merge('index', right.indexes, left.indexes),
    triggers: merge('trigger', right.triggers, left.triggers),
  }
}

/** A view behind those that it names. */
function inOrderOfUse(steps: readonly Step[]): Step[] {
  const ordered: Step[] = []
  const place = (step: Step, open: readonly Step[]): void => {
    if (ordered.includes(step) || open.includes(step)) return
    for (const other of steps)
      if (other !== step && mentions(step.sql, other.view ?? '')) place(other, [...open, step])
    ordered.push(step)
  }
  for (const step of steps) place(step, [])
  return ordered
}

/** Whether the name stands in the text, and not as a part of another word. */
function mentions(sql: string, name: string): boolean {
  const isPart = (character: string | undefined) => /[\p{L}\p{N}_$]/u.test(character ?? ' ')
  for (let at = sql.indexOf(name); at >= 0; at = sql.indexOf(name, at + 1))
    if (!isPart(sql[at - 1]) && !isPart(sql[at + name.length])) return true
  return false
}
