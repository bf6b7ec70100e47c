import type Database from 'better-sqlite3'
import { parseAlias, parseSequence, TABLE_TYPE_PREFIX } from './objectText.ts'
import { moduleParameters } from './moduleText.ts'
import { parseType, typeOf, type ServerType } from './types.ts'

/** The views of `sys` that catalogs are read from, with the columns that this server fills. */
const TABLES: Readonly<Record<string, string>> = {
  schemas: 'name, schema_id',
  objects: 'name, object_id, schema_id, type, parent_object_id',
  all_objects: 'name, object_id, schema_id, type, parent_object_id',
  columns:
    'object_id, name, column_id, user_type_id, max_length, precision, scale, is_nullable, is_identity, default_object_id',
  all_columns:
    'object_id, name, column_id, user_type_id, max_length, precision, scale, is_nullable, is_identity, default_object_id',
  types:
    'name, user_type_id, system_type_id, schema_id, is_user_defined, is_table_type, is_assembly_type, max_length, precision, scale, is_nullable',
  table_types: 'name, user_type_id, type_table_object_id',
  sequences:
    'name, object_id, schema_id, user_type_id, precision, scale, start_value, increment, minimum_value, maximum_value, is_cycling, is_cached, cache_size',
  default_constraints: 'object_id, definition',
  computed_columns: 'object_id, column_id, definition',
  key_constraints: 'name, object_id, parent_object_id, type, unique_index_id',
  check_constraints: 'name, parent_object_id, definition',
  indexes:
    'object_id, index_id, name, is_unique, is_primary_key, is_unique_constraint, type_desc, filter_definition',
  index_columns:
    'object_id, index_id, column_id, key_ordinal, index_column_id, is_included_column, is_descending_key',
  foreign_keys:
    'name, object_id, parent_object_id, referenced_object_id, delete_referential_action_desc, update_referential_action_desc',
  foreign_key_columns:
    'constraint_object_id, parent_object_id, parent_column_id, referenced_object_id, referenced_column_id, constraint_column_id',
  triggers: 'name, object_id, parent_id, is_instead_of_trigger',
  trigger_events: 'object_id, type_desc',
  sql_modules: 'object_id, definition',
  parameters: 'object_id, parameter_id, name, user_type_id, max_length, precision, scale',
  partitions: 'object_id, index_id, partition_id, rows',
  allocation_units: 'container_id, total_pages',
  extended_properties: 'class, major_id, minor_id, name, value',
}

export function createCatalog(database: Database.Database): void {
  database.exec("ATTACH ':memory:' AS sys")
  for (const [name, columns] of Object.entries(TABLES)) {
    database.exec(`CREATE TABLE sys."${name}" (${columns})`)
    for (const column of columns
      .split(', ')
      .filter((each) => /(^|_)(object|parent|container)_?id$/.test(each)))
      database.exec(`CREATE INDEX sys."${name}_${column}" ON "${name}" (${column})`)
  }
}

/** What each database's catalog was filled from. */
const filledFrom = new WeakMap<Database.Database, string>()

/** Fills the catalog anew from SQLite's own, where that or any row has changed. */
export function fillCatalog(database: Database.Database): void {
  const pragma = (name: string) => String(database.pragma(`main.${name}`, { simple: true }))
  // The second counts what other sessions write, the last what this one does.
  const versions = `${pragma('schema_version')} ${pragma('data_version')}`
  const source = () =>
    `${versions} ${String(database.prepare('SELECT total_changes()').pluck().get())}`
  if (filledFrom.get(database) === source()) return
  new CatalogFiller(database).fill()
  filledFrom.set(database, source())
}

type Row = Readonly<Record<string, string | number | null>>

const DBO = 1
const SYS = 4
/** Numbers of the types that users make. */
const FIRST_USER_TYPE = 257
const TYPE_NAMES =
  'tinyint smallint int bigint bit real float decimal numeric money smallmoney date time datetime datetime2 datetimeoffset smalldatetime uniqueidentifier char varchar nchar nvarchar binary varbinary text ntext image xml sql_variant'.split(
    ' ',
  )

class CatalogFiller {
  readonly #database: Database.Database
  readonly #ids = new Map<string, number>()
  readonly #inserts = new Map<string, Database.Statement>()
  #lastId = 1_000

  constructor(database: Database.Database) {
    this.#database = database
  }

  fill(): void {
    for (const name of Object.keys(TABLES)) this.#database.exec(`DELETE FROM sys."${name}"`)
    this.#fixed()
    const objects = this.#rows(
      `SELECT name, type FROM main.sqlite_schema
       WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'tds_%'`,
    )
    for (const { name, type } of objects) this.#object(String(name), type === 'view' ? 'V' : 'U', 0)
    for (const { name, type } of objects) {
      this.#columns(String(name))
      if (type === 'table') this.#keys(String(name))
    }
    this.#modules()
    this.#typesAndSequences()
    this.#properties()
  }

  #fixed(): void {
    for (const [name, id] of [
      ['dbo', DBO],
      ['guest', 2],
      ['INFORMATION_SCHEMA', 3],
      ['sys', 4],
      ['db_owner', 16_384],
    ])
      this.#add('schemas', { name: name!, schema_id: id! })
    TYPE_NAMES.forEach((name, index) =>
      this.#add('types', {
        ...{ name, user_type_id: index + 1, system_type_id: index + 1, schema_id: SYS },
        ...{ is_user_defined: 0, is_table_type: 0, is_assembly_type: 0 },
      }),
    )
  }

  #object(name: string, type: string, parent: number): number {
    const id = ++this.#lastId
    this.#ids.set(name, id)
    // The columns of a table type are those of a table of the server's own.
    const isOfType = name.startsWith(TABLE_TYPE_PREFIX)
    const place = isOfType ? { schema_id: SYS, type: 'TT' } : { schema_id: DBO, type }
    const row = { name, object_id: id, parent_object_id: parent, ...place }
    this.#add('objects', row)
    this.#add('all_objects', row)
    if (type !== 'U') return id
    const [{ count = 0 } = {}] = this.#rows(`SELECT count(*) AS count FROM main.${quoted(name)}`)
    this.#add('partitions', { object_id: id, index_id: 0, partition_id: id, rows: count })
    this.#add('allocation_units', {
      container_id: id,
      total_pages: 1 + Math.ceil(Number(count) / 100),
    })
    return id
  }

  #columns(table: string): void {
    const objectId = this.#ids.get(table)!
    const columns = this.#rows(
      `SELECT * FROM pragma_table_xinfo(${literal(table)}) WHERE hidden <> 1`,
    )
    const keyed = columns.filter(({ pk }) => Number(pk) > 0)
    for (const column of columns) {
      const declared = String(column.type)
      const defaultId = column.dflt_value === null ? 0 : ++this.#lastId
      if (defaultId > 0)
        this.#add('default_constraints', {
          object_id: defaultId,
          definition: `((${column.dflt_value}))`,
        })
      const row = {
        object_id: objectId,
        name: column.name!,
        column_id: Number(column.cid) + 1,
        ...typeColumns(declared),
        is_nullable: Number(column.notnull) === 0 && Number(column.pk) === 0 ? 1 : 0,
        is_identity: 0,
        default_object_id: defaultId,
      }
      this.#add('columns', row)
      this.#add('all_columns', row)
    }
    if (keyed.length > 0)
      this.#unique(
        table,
        { name: `PK_${table}`, type: 'PK', indexId: 1 },
        keyed.sort((a, b) => Number(a.pk) - Number(b.pk)).map(({ cid }) => Number(cid) + 1),
      )
  }

  #unique(
    table: string,
    { name, type, indexId }: { name: string; type: 'PK' | 'UQ'; indexId: number },
    columns: readonly number[],
  ): void {
    const objectId = this.#ids.get(table)!
    this.#add('key_constraints', {
      name,
      object_id: ++this.#lastId,
      parent_object_id: objectId,
      type,
      unique_index_id: indexId,
    })
    this.#index(
      objectId,
      { name, indexId, isUnique: 1, isPrimary: type === 'PK' ? 1 : 0, isKey: 1 },
      columns,
    )
  }

  #index(
    objectId: number,
    index: { name: string; indexId: number; isUnique: number; isPrimary: number; isKey: number },
    columns: readonly number[],
  ): void {
    this.#add('indexes', {
      object_id: objectId,
      index_id: index.indexId,
      name: index.name,
      is_unique: index.isUnique,
      is_primary_key: index.isPrimary,
      is_unique_constraint: index.isKey === 1 && index.isPrimary === 0 ? 1 : 0,
      type_desc: index.isPrimary ? 'CLUSTERED' : 'NONCLUSTERED',
      filter_definition: null,
    })
    columns.forEach((columnId, at) =>
      this.#add('index_columns', {
        object_id: objectId,
        index_id: index.indexId,
        column_id: columnId,
        key_ordinal: at + 1,
        index_column_id: at + 1,
        is_included_column: 0,
        is_descending_key: 0,
      }),
    )
  }

  #keys(table: string): void {
    const objectId = this.#ids.get(table)!
    const indexes = this.#rows(
      `SELECT * FROM pragma_index_list(${literal(table)}) WHERE origin <> 'pk'`,
    )
    indexes.reverse().forEach((index, at) => {
      const columns = this.#rows(
        `SELECT cid FROM pragma_index_info(${literal(String(index.name))}) ORDER BY seqno`,
      ).map(({ cid }) => Number(cid) + 1)
      if (index.origin === 'u')
        this.#unique(table, { name: `UQ_${table}_${at + 1}`, type: 'UQ', indexId: at + 2 }, columns)
      else
        this.#index(
          objectId,
          {
            name: String(index.name),
            indexId: at + 2,
            isUnique: Number(index.unique),
            isPrimary: 0,
            isKey: 0,
          },
          columns,
        )
    })
    const foreign = this.#rows(`SELECT * FROM pragma_foreign_key_list(${literal(table)})`)
    for (const part of foreign) this.#foreignKey(table, objectId, part)
  }

  #foreignKey(table: string, objectId: number, part: Row): void {
    const constraintId = 100_000 + objectId * 100 + Number(part.id)
    const target = String(part.table)
    if (Number(part.seq) === 0)
      this.#add('foreign_keys', {
        name: `FK_${table}_${Number(part.id) + 1}`,
        object_id: constraintId,
        parent_object_id: objectId,
        referenced_object_id: this.#ids.get(target) ?? 0,
        delete_referential_action_desc: String(part.on_delete).replace(' ', '_'),
        update_referential_action_desc: String(part.on_update).replace(' ', '_'),
      })
    this.#add('foreign_key_columns', {
      constraint_object_id: constraintId,
      parent_object_id: objectId,
      parent_column_id: this.#columnId(table, String(part.from)),
      referenced_object_id: this.#ids.get(target) ?? 0,
      referenced_column_id: this.#columnId(target, String(part.to ?? part.from)),
      constraint_column_id: Number(part.seq) + 1,
    })
  }

  #columnId(table: string, column: string): number {
    const [{ cid = -1 } = {}] = this.#rows(
      `SELECT cid FROM pragma_table_xinfo(${literal(table)}) WHERE name = ${literal(column)} COLLATE NOCASE`,
    )
    return Number(cid) + 1
  }

  /** Views, triggers and routines, as they were written. */
  #modules(): void {
    for (const { name, type, parent, event, definition } of this.#rows(
      'SELECT * FROM main.tds_modules',
    )) {
      const parentId = this.#ids.get(String(parent)) ?? 0
      const objectId =
        type === 'V'
          ? this.#ids.get(String(name))!
          : this.#object(String(name), String(type), parentId)
      this.#add('sql_modules', { object_id: objectId, definition: definition! })
      for (const parameter of moduleParameters(String(definition)))
        this.#add('parameters', {
          ...{ object_id: objectId, parameter_id: parameter.id, name: parameter.name },
          ...typeColumns(parameter.type),
        })
      if (type !== 'TR') continue
      this.#add('triggers', {
        name: name!,
        object_id: objectId,
        parent_id: parentId,
        is_instead_of_trigger: 0,
      })
      this.#add('trigger_events', { object_id: objectId, type_desc: event! })
    }
  }

  #typesAndSequences(): void {
    const rows = this.#rows(`SELECT * FROM main.tds_objects ORDER BY rowid`)
    rows.forEach(({ name, kind, definition }, at) => {
      const sql = String(definition)
      if (kind === 'sequence') {
        const { type, ...figures } = parseSequence(sql)
        const { user_type_id, precision, scale } = typeColumns(type)
        this.#add('sequences', {
          ...{ name: name!, object_id: ++this.#lastId, schema_id: DBO },
          ...{ user_type_id: user_type_id!, precision: precision!, scale: scale! },
          ...figures,
        })
        return
      }
      const alias = parseAlias(sql)
      const { user_type_id: base = null, ...size } = typeColumns(alias?.base ?? 'int')
      const id = FIRST_USER_TYPE + at
      this.#add('types', {
        ...{ name: name!, user_type_id: id, system_type_id: alias ? base : 243, schema_id: DBO },
        ...{ is_user_defined: 1, is_table_type: alias ? 0 : 1, is_assembly_type: 0, ...size },
        is_nullable: alias?.isNullable ? 1 : 0,
      })
      if (alias) return
      const tableId = this.#ids.get(TABLE_TYPE_PREFIX + String(name))!
      this.#add('table_types', { name: name!, user_type_id: id, type_table_object_id: tableId })
    })
  }

  /** Of tables and views, and of their columns. */
  #properties(): void {
    for (const { name, object, column, value } of this.#rows('SELECT * FROM main.tds_properties'))
      this.#add('extended_properties', {
        class: 1,
        major_id: this.#ids.get(String(object)) ?? 0,
        minor_id: column === null ? 0 : this.#columnId(String(object), String(column)),
        name: name!,
        value: value!,
      })
  }

  #rows(sql: string): Row[] {
    return this.#database.prepare(sql).safeIntegers(false).all() as Row[]
  }

  #add(table: string, row: Row): void {
    const columns = Object.keys(row)
    const key = `${table} ${columns.length}`
    let insert = this.#inserts.get(key)
    if (!insert) {
      const places = columns.map(() => '?').join(', ')
      const sql = `INSERT INTO sys."${table}" (${columns.join(', ')}) VALUES (${places})`
      this.#inserts.set(key, (insert = this.#database.prepare(sql)))
    }
    insert.run(...Object.values(row))
  }
}

function typeColumns(declared: string): Row {
  const type = parseType(declared) ?? typeOf('nvarchar', -1)
  const name = /^numeric/i.test(declared) ? 'numeric' : type.name
  return {
    user_type_id: TYPE_NAMES.indexOf(name) + 1,
    max_length: maxLength(type),
    precision: type.precision,
    scale: type.scale,
  }
}

const maxLength = ({ name, length }: ServerType): number =>
  length < 0 ? -1 : name.startsWith('n') ? length * 2 : length

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
