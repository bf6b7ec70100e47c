import { WorkbenchError } from '../../contract/errors.ts'
import type {
  BrowsePage,
  Catalog,
  CellCondition,
  NamedObject,
  ObjectAction,
  ReferringKey,
  RelationDetail,
  RelationInfo,
  RoutineInfo,
  SchemaInfo,
  SchemaItem,
  SchemaObject,
} from '../../contract/explorer.ts'
import type {
  Browser,
  BrowseRequest,
  Connection,
  Driver,
  Introspector,
  KeyEditor,
} from '../drivers/driver.ts'
import type { SessionSource } from '../query/SessionSource.ts'
import { mayChangeSchema } from '../../contract/sql/classify.ts'
import { collectRows } from '../frame/collectRows.ts'
import { boundedCount } from './boundedCount.ts'
import { CatalogCache } from './CatalogCache.ts'
import { rowCondition } from './rowCondition.ts'

export type ExploreServiceOptions = {
  sessions: SessionSource
  /** Throws `not-found`. */
  driverOf: (profileId: string) => Driver
  /** Null where the profile or its driver is gone. */
  findDriver: (profileId: string) => Driver | null
}

/** Who holds the lease, as the monitor shows it. */
const LABEL = 'Explorer'

/** One count of many that a list shows beside its entries. */
const COUNT_SOME_LIMIT_MS = 2_000

/** What a database holds, read from its own catalog on a connection of the profile's pool. */
export class ExploreService {
  readonly #sessions: SessionSource
  readonly #driverOf: (profileId: string) => Driver
  readonly #findDriver: (profileId: string) => Driver | null
  readonly #catalogs: CatalogCache

  constructor({ sessions, driverOf, findDriver }: ExploreServiceOptions) {
    this.#sessions = sessions
    this.#driverOf = driverOf
    this.#findDriver = findDriver
    this.#catalogs = new CatalogCache((profileId, signal) =>
      this.#read(profileId, signal, (introspect, connection) =>
        introspect.catalog(connection, signal),
      ),
    )
  }

  schemas(profileId: string, signal: AbortSignal): Promise<SchemaInfo[]> {
    return this.#read(profileId, signal, (introspect, connection) =>
      introspect.schemas(connection, signal),
    )
  }

  relations(profileId: string, schema: string, signal: AbortSignal): Promise<RelationInfo[]> {
    return this.#read(profileId, signal, (introspect, connection) =>
      introspect.relations(connection, schema, signal),
    )
  }

  relation(
    profileId: string,
    { schema, name }: { schema: string; name: string },
    signal: AbortSignal,
  ): Promise<RelationDetail> {
    return this.#read(profileId, signal, (introspect, connection) =>
      introspect.relation(connection, schema, name, signal),
    )
  }

  routines(profileId: string, schema: string, signal: AbortSignal): Promise<RoutineInfo[]> {
    return this.#read(profileId, signal, (introspect, connection) =>
      introspect.routines(connection, schema, signal),
    )
  }

  /** Empty where the driver lists none. */
  items(profileId: string, signal: AbortSignal): Promise<SchemaItem[]> {
    return this.#read(
      profileId,
      signal,
      async (introspect, connection) => (await introspect.items?.(connection, signal)) ?? [],
    )
  }

  /** Throws `unsupported` for what the driver does not say it can write. */
  objectStatement(profileId: string, action: ObjectAction, object: NamedObject): string {
    const { label, dialect } = this.#driverOf(profileId)
    const { schema, name, kind } = object
    if (action === 'count')
      return `SELECT count(*) FROM ${dialect.quoteIdentifier(schema)}.${dialect.quoteIdentifier(name)};`
    if (dialect.objects?.actions[kind]?.includes(action))
      return dialect.objects.write(action, object)
    throw new WorkbenchError('unsupported', `${label} has no statement to ${action} a ${kind}.`)
  }

  definition(profileId: string, object: SchemaObject, signal: AbortSignal): Promise<string> {
    return this.#read(profileId, signal, (introspect, connection) =>
      introspect.definition(connection, object, signal),
    )
  }

  catalog(profileId: string, options: { refresh: boolean; signal: AbortSignal }): Promise<Catalog> {
    return this.#catalogs.get(profileId, options)
  }

  browse(profileId: string, request: BrowseRequest, signal: AbortSignal): Promise<BrowsePage> {
    const browser = this.#browserOf(profileId)
    return this.#use(profileId, signal, (connection) => browser.level(connection, request, signal))
  }

  openStatement(profileId: string, path: readonly string[], signal: AbortSignal): Promise<string> {
    const browser = this.#browserOf(profileId)
    return this.#use(profileId, signal, (connection) =>
      browser.openStatement(connection, path, signal),
    )
  }

  /** Throws `unsupported` where keys have no lifetime to set. */
  editKey<T>(
    profileId: string,
    signal: AbortSignal,
    edit: (keys: KeyEditor, connection: Connection) => Promise<T>,
  ): Promise<T> {
    const { keyEditor, label } = this.#driverOf(profileId)
    if (!keyEditor)
      throw new WorkbenchError('unsupported', `${label} has no keys whose lifetime can be set.`)
    return this.#use(profileId, signal, (connection) => edit(keyEditor, connection))
  }

  /** Where keys do not leave their schema, that is looked through. */
  referring(
    profileId: string,
    { schema, name }: { schema: string; name: string },
    signal: AbortSignal,
  ): Promise<ReferringKey[]> {
    return this.#read(profileId, signal, async (introspect, connection) => {
      if (introspect.referring) return introspect.referring(connection, schema, name, signal)
      const model = await introspect.model?.(connection, { schema, parts: 'keys' }, signal)
      return (model?.relations ?? []).flatMap(({ name: table, keys }) =>
        keys.flatMap(({ columns, references }) =>
          references?.schema === schema && references.table === name
            ? [{ schema, table, columns, referenced: references.columns }]
            : [],
        ),
      )
    })
  }

  /** Looks at no more rows than it has to; rejects when that takes longer than `COUNT_SOME_LIMIT_MS`. */
  async countSome(
    profileId: string,
    { limit, ...rows }: { schema: string; name: string; where: CellCondition[]; limit: number },
    signal: AbortSignal,
  ): Promise<{ rowCount: number; isMore: boolean }> {
    const sql = boundedCount(rows, limit + 1, this.#driverOf(profileId))
    const limited = AbortSignal.any([signal, AbortSignal.timeout(COUNT_SOME_LIMIT_MS)])
    const [[counted = 0] = []] = await this.#use(profileId, limited, (connection) =>
      collectRows(connection, { sql, mustOnlyRead: true }, limited),
    )
    const rowCount = Number(counted)
    return { rowCount: Math.min(rowCount, limit), isMore: rowCount > limit }
  }

  selectStatement(
    profileId: string,
    { schema, name, where = [] }: { schema: string; name: string; where?: CellCondition[] },
  ): string {
    const driver = this.#driverOf(profileId)
    const all = driver.dialect.selectAll(schema, name)
    return where.length === 0 ? all : `${all} WHERE ${rowCondition(where, driver)}`
  }

  /** A statement ran on the profile: what is kept of its catalog may be old. */
  noteStatement(profileId: string, sql: string): void {
    const driver = this.#findDriver(profileId)
    if (!driver || mayChangeSchema(sql, driver.dialect.splitter))
      this.#catalogs.invalidate(profileId)
  }

  /** The profile was changed or deleted. */
  forget(profileId: string): void {
    this.#catalogs.invalidate(profileId)
  }

  #read<T>(
    profileId: string,
    signal: AbortSignal,
    read: (introspect: Introspector, connection: Connection) => Promise<T>,
  ): Promise<T> {
    const { introspect } = this.#driverOf(profileId)
    return this.#use(profileId, signal, (connection) => read(introspect, connection))
  }

  #use<T>(
    profileId: string,
    signal: AbortSignal,
    work: (connection: Connection) => Promise<T>,
  ): Promise<T> {
    return this.#sessions.use({ profileId }, { label: LABEL, signal }, ({ connection }) =>
      work(connection),
    )
  }

  #browserOf(profileId: string): Browser {
    const { browse, label } = this.#driverOf(profileId)
    if (browse) return browse
    throw new WorkbenchError('unsupported', `${label} has tables, and no tree to browse.`)
  }
}
