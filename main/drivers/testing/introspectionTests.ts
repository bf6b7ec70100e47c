import { expect, test } from 'vitest'
import { splitStatements } from '../../../contract/sql/splitStatements.ts'
import type { Connection } from '../driver.ts'
import { runCollecting } from './CollectingSink.ts'
import type { Workplace } from './describeDriver.ts'
import type { DriverUnderTest } from './DriverUnderTest.ts'

const signal = new AbortController().signal

/** What the explorer and completion read, and the quoting of names. */
export function introspectionTests(work: Workplace, { driver }: DriverUnderTest): void {
  const { introspect, dialect } = driver

  async function createShop(connection: Connection): Promise<{ [name: string]: string }> {
    const customers = work.newName()
    const orders = work.newName()
    const view = work.newName()
    for (const sql of [
      `CREATE TABLE ${customers} (id integer PRIMARY KEY, email varchar(80) NOT NULL UNIQUE)`,
      `CREATE TABLE ${orders} (
        customer_id integer NOT NULL REFERENCES ${customers} (id),
        line integer NOT NULL,
        amount numeric(10, 2) DEFAULT 1.5 CHECK (amount > 0),
        note varchar(40),
        PRIMARY KEY (line, customer_id))`,
      `CREATE INDEX ${orders}_by_note ON ${orders} (note, amount)`,
      `CREATE VIEW ${view} AS SELECT id, email FROM ${customers}`,
    ]) {
      await runCollecting(connection, sql)
    }
    return { customers, orders, view }
  }

  test('lists schemas, tables and views', async (context) => {
    if (!work.hasTables) return context.skip('there are no tables')
    const connection = await work.connect()
    const { customers, orders, view } = await createShop(connection)
    const { defaultSchema = '' } = work.server.statements

    const schemas = await introspect.schemas(connection, signal)
    expect(schemas).toContainEqual({ name: defaultSchema, isSystem: false, isDefault: true })
    expect(schemas.filter(({ isDefault }) => isDefault)).toHaveLength(1)

    const relations = await introspect.relations(connection, defaultSchema, signal)
    const kinds = Object.fromEntries(relations.map(({ name, kind }) => [name, kind]))
    expect(kinds).toMatchObject({ [customers!]: 'table', [orders!]: 'table', [view!]: 'view' })
    expect(relations.every(({ schema }) => schema === defaultSchema)).toBe(true)
  })

  test('reads what the database keeps as the description of a table and its columns', async (context) => {
    const { defaultSchema: schema = '', describe } = work.server.statements
    if (!describe) return context.skip('the database keeps no descriptions')
    const connection = await work.connect()
    const { customers: table = '', orders } = await createShop(connection)
    const comment = "Who buys; they're in “orders”"
    for (const sql of describe({ schema, table, column: 'email', comment }))
      await runCollecting(connection, sql)

    const relations = await introspect.relations(connection, schema, signal)
    const commentOf = (name: string) => relations.find((one) => one.name === name)?.comment
    expect([commentOf(table), commentOf(orders!)]).toEqual([comment, undefined])
    const detail = await introspect.relation(connection, schema, table, signal)
    expect(detail.comment).toBe(comment)
    expect(detail.columns.map((one) => one.comment)).toEqual([undefined, comment])
    const other = await introspect.relation(connection, schema, orders!, signal)
    expect(other.comment).toBeUndefined()
  })

  test('reads a whole schema at once, as it reads each table', async (context) => {
    if (!work.hasTables || !introspect.model) return context.skip('there are no tables')
    const connection = await work.connect()
    const { customers, orders, view } = await createShop(connection)
    const { defaultSchema: schema = '', trigger } = work.server.statements
    for (const sql of trigger?.({ name: work.newName(), table: orders! }) ?? [])
      await runCollecting(connection, sql)

    const model = await introspect.model(connection, { schema, parts: 'all' }, signal)
    const found = (name: string) => model.relations.find((relation) => relation.name === name)
    expect(found(view!)).toMatchObject({
      kind: 'view',
      columns: [],
      definition: expect.stringMatching(/^create view/i) as unknown,
    })
    for (const name of [customers!, orders!]) {
      const detail = await introspect.relation(connection, schema, name, signal)
      const read = found(name)!
      expect(read.columns).toMatchObject(detail.columns)
      const known = ({ keys }: { keys: typeof detail.keys }) =>
        keys
          .filter(({ kind }) => kind !== 'check')
          .map(({ kind, columns, references }) => ({ kind, columns, references }))
      expect(known(read)).toEqual(known(detail))
      const checks = ({ keys }: { keys: typeof detail.keys }) =>
        keys.filter(({ kind }) => kind === 'check')
      expect(checks(read).length).toBeGreaterThanOrEqual(checks(detail).length)
      expect(read.keys.every(({ definition }) => definition !== null)).toBe(true)
      expect(read.triggers.map(({ name: each }) => each)).toEqual(
        detail.triggers.map(({ name: each }) => each),
      )
    }
    expect(found(orders!)!.indexes).toContainEqual(
      expect.objectContaining({
        name: `${orders}_by_note`,
        columns: ['note', 'amount'],
        definition: expect.stringMatching(/^create .*index/i) as unknown,
      }),
    )

    const forDiagram = await introspect.model(connection, { schema, parts: 'keys' }, signal)
    const drawn = forDiagram.relations.find(({ name }) => name === orders)!
    expect(drawn).toMatchObject({ keys: found(orders!)!.keys, indexes: [], triggers: [] })
    expect(connection.session).not.toBe('in-transaction')
  })

  test('describes columns, keys and indexes of a table', async (context) => {
    if (!work.hasTables) return context.skip('there are no tables')
    const connection = await work.connect()
    const { customers, orders } = await createShop(connection)
    const { defaultSchema = '' } = work.server.statements
    const detail = await introspect.relation(connection, defaultSchema, orders!, signal)

    expect(detail.columns.map(({ name }) => name)).toEqual([
      'customer_id',
      'line',
      'amount',
      'note',
    ])
    expect(detail.columns[0]).toMatchObject({ isNullable: false, primaryKeyPosition: 2 })
    expect(detail.columns[1]).toMatchObject({ primaryKeyPosition: 1 })
    expect(detail.columns[2]).toMatchObject({ isNullable: true, defaultExpression: '1.5' })
    expect(detail.columns[2]!.serverType).toMatch(/^numeric\(10, ?2\)$/)
    expect(detail.columns[3]).toMatchObject({ defaultExpression: null, primaryKeyPosition: null })
    expect(detail.keys).toContainEqual(
      expect.objectContaining({ kind: 'primary', columns: ['line', 'customer_id'] }),
    )
    expect(detail.keys).toContainEqual(
      expect.objectContaining({
        kind: 'foreign',
        columns: ['customer_id'],
        references: { schema: defaultSchema, table: customers, columns: ['id'] },
      }),
    )
    expect(detail.indexes).toContainEqual(
      expect.objectContaining({
        name: `${orders}_by_note`,
        columns: ['note', 'amount'],
        isUnique: false,
      }),
    )
  })

  test('gives the statements that make a table and a view', async (context) => {
    if (!work.hasTables) return context.skip('there are no tables')
    const connection = await work.connect()
    const { customers, orders, view } = await createShop(connection)
    const { defaultSchema: schema = '' } = work.server.statements
    const definitionOf = (name: string) =>
      introspect.definition(connection, { kind: 'relation', schema, name }, signal)

    const made = await definitionOf(orders!)
    expect(made).toMatch(/^create table/i)
    for (const word of ['customer_id', 'line', 'amount', 'note', `${orders}_by_note`, customers!])
      expect(made).toContain(word)
    expect(await definitionOf(view!)).toMatch(/^create view[^]*\bemail\b[^]*;/i)
    await expect(definitionOf('no_such_table')).rejects.toMatchObject({ code: 'not-found' })

    await runCollecting(connection, `DROP VIEW ${view}`)
    await runCollecting(connection, `DROP TABLE ${orders}`)
    for (const { text } of splitStatements(made, dialect.splitter))
      await runCollecting(connection, text)
    expect(await definitionOf(orders!)).toBe(made)
  })

  test('lists routines, or none', async (context) => {
    if (!work.hasTables) return context.skip('there are no tables')
    const connection = await work.connect()
    const { defaultSchema = '', routine } = work.server.statements
    const name = work.newName()
    if (routine) await runCollecting(connection, routine.create(name))

    const routines = await introspect.routines(connection, defaultSchema, signal)
    expect(routines.map((found) => found.name)).toEqual(routine ? [name] : [])
    expect(driver.capabilities.routines).toBe(routine !== undefined)
    for (const found of routines) {
      expect(found).toMatchObject({ schema: defaultSchema, kind: routine!.kind })
      const made = await introspect.definition(connection, { ...found, kind: 'routine' }, signal)
      expect(made).toContain(name)
    }
  })

  test('lists the triggers of a table', async (context) => {
    if (!work.hasTables) return context.skip('there are no tables')
    const connection = await work.connect()
    const { customers } = await createShop(connection)
    const { defaultSchema = '', trigger } = work.server.statements
    const name = work.newName()
    for (const sql of trigger!({ name, table: customers! })) await runCollecting(connection, sql)

    const { triggers } = await introspect.relation(connection, defaultSchema, customers!, signal)
    expect(triggers).toEqual([
      { name, event: 'AFTER INSERT', definition: expect.stringContaining(name) },
    ])
  })

  test('lists what belongs to tables by name', async (context) => {
    if (!introspect.items) return context.skip('the driver lists none')
    const connection = await work.connect()
    const { orders = '' } = await createShop(connection)
    const { defaultSchema: schema = '', trigger } = work.server.statements
    const name = work.newName()
    for (const sql of trigger?.({ name, table: orders }) ?? []) await runCollecting(connection, sql)
    const items = await introspect.items(connection, signal)
    const belonging = { schema, relation: orders, detail: '' }
    expect(items).toContainEqual({ ...belonging, name: `${orders}_by_note`, kind: 'index' })
    expect(items).toContainEqual({ ...belonging, name, kind: 'trigger' })
    const { keys } = await introspect.relation(connection, schema, orders, signal)
    const constraints = items.filter((item) => item.kind === 'constraint')
    if (constraints.length > 0)
      for (const key of keys)
        expect(constraints).toContainEqual({ ...belonging, name: key.name, kind: 'constraint' })
  })

  test('gives the names for completion', async (context) => {
    if (!work.hasTables) return context.skip('there are no tables')
    const connection = await work.connect()
    const { customers, view } = await createShop(connection)
    const { defaultSchema = '' } = work.server.statements
    const catalog = await introspect.catalog(connection, signal)

    expect(catalog.defaultSchema).toBe(defaultSchema)
    const find = (name: string) =>
      catalog.relations.find((entry) => entry.schema === defaultSchema && entry.name === name)
    expect(find(customers!)).toMatchObject({
      kind: 'table',
      columns: [{ name: 'id' }, { name: 'email' }],
    })
    expect(find(view!)).toMatchObject({ kind: 'view' })
  })

  test('quotes names so that the database takes them as they are', async (context) => {
    if (!work.hasTables) return context.skip('there are no tables')
    const connection = await work.connect()
    const { defaultSchema = '' } = work.server.statements
    for (const name of ['Mixed Case', 'select', 'with "quotes"', 'größe', '1st', "it's", 'a.b']) {
      const quoted = dialect.quoteIdentifier(name)
      await runCollecting(connection, `CREATE TABLE ${quoted} (${quoted} integer)`)
      const { sink } = await runCollecting(connection, dialect.selectAll(defaultSchema, name))
      expect(sink.result.columns.map((column) => column.name)).toEqual([name])
      const relations = await introspect.relations(connection, defaultSchema, signal)
      expect(relations.map((relation) => relation.name)).toContain(name)
    }
  })
}
