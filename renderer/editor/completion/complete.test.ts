import { describe, expect, test } from 'vitest'
import type { DialectInfo } from '../../../contract/drivers.ts'
import type { Catalog, KeyInfo } from '../../../contract/explorer.ts'
import { callAt } from './callAt.ts'
import { complete } from './complete.ts'
import { routineAt } from './routineAt.ts'

const postgres: DialectInfo = {
  splitter: 'postgres',
  identifierQuote: ['"', '"'],
  plainIdentifier: '[a-z_][a-z0-9_$]*',
  keywords: ['SELECT', 'FROM', 'WHERE', 'JOIN', 'ORDER', 'USER', 'SET', 'INSERT'],
  functions: ['count', 'coalesce', 'now'],
  isolationLevels: [],
}
const mssql: DialectInfo = {
  ...postgres,
  splitter: 'mssql',
  identifierQuote: ['[', ']'],
  plainIdentifier: '[A-Za-z_][A-Za-z0-9_]*',
}

const table = (
  schema: string,
  name: string,
  ...columns: string[]
): Catalog['relations'][number] => ({
  schema,
  name,
  kind: 'table',
  columns: columns.map((column) => ({ name: column, serverType: 'int' })),
})
const catalog: Catalog = {
  defaultSchema: 'public',
  relations: [
    table('public', 'users', 'id', 'email', 'Full Name', 'user'),
    table('public', 'orders', 'id', 'user_id', 'total'),
    table('public', 'Order Lines', 'line_id'),
    table('audit', 'events', 'event_id', 'at'),
    { ...table('public', 'user_totals', 'user_id', 'sum'), kind: 'view' },
  ],
}

/** Completes where the bar stands. */
function completeAt(marked: string, dialect = postgres, names = catalog) {
  const offset = marked.indexOf('|')
  return complete(marked.replace('|', ''), offset, names, dialect)
}
const labelsAt = (marked: string, dialect = postgres): string[] =>
  completeAt(marked, dialect)?.suggestions.map(({ label }) => label) ?? []
const insertsAt = (marked: string, dialect = postgres): string[] =>
  completeAt(marked, dialect)?.suggestions.map(({ insertText }) => insertText) ?? []

/** The text after the named suggestion is taken. */
function take(marked: string, label: string, dialect = postgres): string {
  const completion = completeAt(marked, dialect)
  const taken = completion?.suggestions.find((suggestion) => suggestion.label === label)
  if (!completion || !taken) throw new Error(`no suggestion ${label}`)
  const sql = marked.replace('|', '')
  return sql.slice(0, completion.from) + taken.insertText + sql.slice(completion.to)
}

describe('tables', () => {
  test('follow FROM, JOIN, INTO and UPDATE, those of the default schema first', () => {
    for (const begin of ['SELECT * FROM ', 'SELECT 1 FROM users JOIN ', 'INSERT INTO ', 'UPDATE '])
      expect(labelsAt(`${begin}|`).slice(0, 5)).toEqual([
        'users',
        'orders',
        'Order Lines',
        'user_totals',
        'events',
      ])
  })

  test('of another schema are written with it', () => {
    expect(take('select * from ev|', 'events')).toBe('select * from audit.events')
  })

  test('that need quotes get them', () => {
    expect(take('select * from Or|', 'Order Lines')).toBe('select * from "Order Lines"')
    expect(take('select * from Or|', 'Order Lines', mssql)).toBe('select * from [Order Lines]')
  })

  test('begun with a quote are finished with one', () => {
    expect(take('select * from "Or|', 'Order Lines')).toBe('select * from "Order Lines"')
    expect(take('select * from "Or|"', 'Order Lines')).toBe('select * from "Order Lines"')
    expect(take('select * from [Or|', 'Order Lines', mssql)).toBe('select * from [Order Lines]')
  })

  test('of a schema follow its name and a dot', () => {
    expect(labelsAt('select * from audit.|')).toEqual(['events'])
    expect(take('select * from audit.e|', 'events')).toBe('select * from audit.events')
  })

  test('follow a comma in FROM, but not in the select list', () => {
    expect(labelsAt('select * from users, |')).toContain('orders')
    expect(labelsAt('select id, | from users')).not.toContain('orders')
  })

  test('of a WITH clause are offered first', () => {
    expect(labelsAt('with recent as (select id from orders) select * from |')[0]).toBe('recent')
  })
})

describe('columns', () => {
  test('of an alias follow its dot', () => {
    expect(labelsAt('select u.| from users u join orders o on true')).toEqual([
      'id',
      'email',
      'Full Name',
      'user',
    ])
    expect(labelsAt('select u.id from users as u where u.em|')).toEqual(['email'])
  })

  test('of a table named with its schema follow its dot', () => {
    expect(labelsAt('select events.| from audit.events')).toEqual(['event_id', 'at'])
    expect(labelsAt('select audit.events.| from audit.events')).toEqual(['event_id', 'at'])
  })

  test('of all tables in scope come before functions and keywords', () => {
    const labels = labelsAt('select | from users, orders')
    expect(labels.slice(0, 7)).toEqual([
      ...['id', 'email', 'Full Name', 'user'],
      ...['id', 'user_id', 'total'],
    ])
    expect(labels).toContain('count')
    expect(labels).toContain('select')
  })

  test('that several tables have are written with theirs, but bare in USING', () => {
    expect(insertsAt('select id| from users u, orders')).toEqual(['u.id', 'orders.id', 'user_id'])
    expect(insertsAt('select tot| from users u, orders')).toEqual(['total'])
    expect(insertsAt('select * from users u join orders o using (id|')).toEqual(['id', 'user_id'])
    expect(insertsAt('insert into orders (id|')).toEqual(['id', 'user_id'])
  })

  test('that are keywords or not plain are quoted', () => {
    expect(insertsAt('select u.| from users u')).toEqual(['id', 'email', '"Full Name"', '"user"'])
  })

  test('of the outer query are in scope of a subquery, not the other way round', () => {
    expect(labelsAt('select * from users u where exists (select 1 from orders o where |)')).toEqual(
      expect.arrayContaining(['user_id', 'email']),
    )
    expect(
      labelsAt('select * from users u where exists (select 1 from orders o) and |'),
    ).not.toContain('user_id')
  })

  test('of each query of a UNION are its own', () => {
    expect(labelsAt('select id from users union select | from orders')).toContain('total')
    expect(labelsAt('select id from users union select | from orders')).not.toContain('email')
  })

  test('of the target are offered in the list of INSERT INTO', () => {
    expect(labelsAt('insert into orders (id, |) values (1)')).toEqual(['id', 'user_id', 'total'])
    expect(labelsAt('insert into audit.events (|')).toEqual(['event_id', 'at'])
  })

  test('of a subquery and of a WITH clause are those of its select list', () => {
    expect(labelsAt('select s.| from (select id, total * 2 as doubled from orders) s')).toEqual([
      'id',
      'doubled',
    ])
    expect(labelsAt('with r as (select * from orders) select r.| from r')).toEqual([
      'id',
      'user_id',
      'total',
    ])
  })

  test('are found by what stands in their middle, after those that begin so', () => {
    expect(labelsAt('select user_id, u| from orders')[0]).toBe('user_id')
    expect(labelsAt('select tal| from orders')).toEqual(['total'])
  })

  test('FROM inside a function call brings no table', () => {
    expect(labelsAt('select extract(year from |) from orders')).toContain('total')
  })

  test('FOR UPDATE and USING (…) bring no table', () => {
    expect(labelsAt('select 1 from orders for update |')).not.toContain('users')
    expect(labelsAt('select 1 from orders join users using (|')).toContain('user_id')
  })
})

describe('words', () => {
  test('take the case in which one types', () => {
    expect(labelsAt('sel|')).toEqual(['select'])
    expect(labelsAt('SEL|')).toEqual(['SELECT'])
  })

  test.each(["select 'us|'", "select 'us|", '-- us|', '/* us| */', 'select 12|', 'select $$us|$$'])(
    'are not offered in %s',
    (marked) => {
      expect(completeAt(marked)).toBeNull()
    },
  )

  test('are offered again right behind a string', () => {
    expect(labelsAt("select 'x'|")).toContain('from')
  })

  test('take the case of the last one where none is typed yet', () => {
    expect(labelsAt('SELECT * FROM users |')).toContain('WHERE')
    expect(labelsAt('select * from users |')).toContain('where')
    expect(labelsAt('SELECT * FROM users wh|')).toContain('where')
  })
})

describe('conditions of a join', () => {
  const keys: Record<string, KeyInfo[]> = {
    orders: [
      {
        name: 'orders_user',
        kind: 'foreign',
        columns: ['user_id'],
        references: { schema: 'public', table: 'users', columns: ['id'] },
        definition: null,
      },
    ],
  }
  const joinsAt = (marked: string): string[] => {
    const more = { keysOf: ({ name }: { name: string }) => keys[name] }
    const completion = complete(
      marked.replace('|', ''),
      marked.indexOf('|'),
      catalog,
      postgres,
      more,
    )
    return (completion?.suggestions ?? [])
      .filter(({ kind }) => kind === 'join')
      .map(({ insertText }) => insertText)
  }

  test('come from foreign keys, in whichever direction they lead', () => {
    expect(joinsAt('select * from users u join orders o on |')).toEqual(['o.user_id = u.id'])
    expect(joinsAt('select * from orders o join users u on |')).toEqual(['u.id = o.user_id'])
    expect(joinsAt('select * from users join orders on |')).toEqual(['orders.user_id = users.id'])
    expect(joinsAt('select * from users u join orders o on | join audit.events e')).toEqual([
      'o.user_id = u.id',
    ])
  })

  test('stand first, and go on where the alias is written', () => {
    expect(labelsAt('select * from user_totals t join orders o on |')[0]).toBe(
      'o.user_id = t.user_id',
    )
    expect(joinsAt('select * from users u join orders o on o.|')).toEqual(['user_id = u.id'])
    expect(joinsAt('select * from users u join orders o on u.|')).toEqual(['id = o.user_id'])
  })

  test('are those of same-named columns where no key leads there, and none of an id alone', () => {
    expect(joinsAt('select * from user_totals t join orders o on |')).toEqual([
      'o.user_id = t.user_id',
    ])
    expect(joinsAt('select * from audit.events e join users u on |')).toEqual([])
    expect(joinsAt('select * from users u join orders o on o.user_id = u.id and |')).toEqual([])
  })
})

describe('snippets', () => {
  const offer = { snippets: [{ prefix: 'ins', name: 'insert', text: 'insert into $1$0' }] }
  const kindsAt = (sql: string) =>
    complete(sql, sql.length, catalog, postgres, offer)?.suggestions.map(({ kind }) => kind) ?? []

  test('are offered by their short word, behind the keywords that begin so', () => {
    expect(kindsAt('ins')).toEqual(['keyword', 'snippet'])
    expect(kindsAt('select * from users where u.in')).not.toContain('snippet')
  })
})

test('broken and half-written SQL never throws', () => {
  const sql = `with a as (select (('" from users u join "x.y [ $q$ where ) , union insert into t ( `
  for (let end = 0; end <= sql.length; end++)
    for (const dialect of [postgres, mssql])
      expect(() => complete(sql.slice(0, end), end, catalog, dialect)).not.toThrow()
})

test('of 20,000 tables sends the first 200 and says there are more', () => {
  const relations = Array.from({ length: 20_000 }, (_, n) => table('public', `t_${n}`, 'id'))
  const many: Catalog = { defaultSchema: 'public', relations }
  const all = completeAt('select * from t|', postgres, many)
  expect(all?.suggestions).toHaveLength(200)
  expect(all?.isIncomplete).toBe(true)
  const one = completeAt('select * from t_19999|', postgres, many)
  expect(one?.suggestions.map(({ label }) => label)).toEqual(['t_19999'])
  expect(one?.isIncomplete).toBe(false)
})

test('columns that a common table expression names itself are its columns', () => {
  const sql = 'with t (one, two) as (select id, email from users) select t.'
  expect(labelsAt(`${sql}| from t`)).toEqual(['one', 'two'])
})

describe('routines, values and links of the database', () => {
  const place = (name: string) => ({ schema: 'public', name })
  const rich: Catalog = {
    ...catalog,
    relations: [
      ...catalog.relations,
      {
        ...table('public', 'films', 'title'),
        columns: [
          { name: 'title', serverType: 'text' },
          { name: 'rating', serverType: 'public.mpaa' },
        ],
      },
    ],
    routines: [
      { ...place('get_balance'), kind: 'function', signature: 'id int', returns: 'numeric' },
      { ...place('purge'), kind: 'procedure', signature: 'n int', returns: '' },
      {
        ...{ schema: 'audit', name: 'wide', kind: 'function' },
        ...{
          signature: 'p_customer_id integer, p_at date',
          returns: 'TABLE(name text, amount int)',
        },
      },
      { schema: 'audit', name: 'get_log', kind: 'function', signature: '', returns: 'text' },
    ],
    enums: [{ ...place('mpaa'), values: ['G', 'PG', "it's"] }],
    links: [{ from: place('orders'), to: place('users') }],
  }
  const richAt = (marked: string) => completeAt(marked, postgres, rich)?.suggestions ?? []
  const insertsOf = (marked: string): string[] => richAt(marked).map(({ insertText }) => insertText)

  test('functions of one’s own are offered before the server’s, with their schema where needed', () => {
    expect(insertsOf('select get_|')).toEqual(['get_balance', 'audit.get_log'])
    expect(insertsOf('select audit.get|')).toEqual(['get_log'])
    expect(richAt('select get_b|')[0]?.detail).toBe('(id int) → numeric')
    expect(richAt('select audit.wide|')[0]?.detail).toBe('(…) → TABLE(name text, amo…')
  })

  test('procedures follow CALL, and nothing else does', () => {
    expect(insertsOf('call pur|')).toEqual(['purge'])
    expect(insertsOf('call public.|')).toEqual(['purge'])
    expect(insertsOf('select pur|')).toEqual([])
  })

  test('functions that give rows stand where a table is read', () => {
    const rows: Catalog = {
      ...rich,
      routines: [
        {
          ...place('get_films'),
          kind: 'function',
          signature: '',
          returns: 'SETOF films',
          givesRows: true,
        },
        ...rich.routines!,
      ],
    }
    const at = (marked: string) =>
      completeAt(marked, postgres, rows)?.suggestions.map(({ insertText }) => insertText) ?? []
    expect(at('select * from get_|')).toEqual(['get_films'])
    expect(at('select * from users join public.get_|')).toEqual(['get_films'])
    expect(at('insert into get_|')).toEqual([])
    expect(at('update public.get_|')).toEqual([])
    expect(at('select get_|')).toContain('get_films')
  })

  test('T-SQL calls what is one’s own with its schema, and procedures without parentheses', () => {
    const dialect = { ...mssql, callsWithSchema: true, keywords: [...mssql.keywords, 'EXEC'] }
    const routine = { schema: 'dbo', signature: '@id int', returns: '' }
    const own: Catalog = {
      defaultSchema: 'dbo',
      relations: [],
      routines: [
        { ...routine, name: 'do_close', kind: 'procedure' },
        { ...routine, name: 'do_count', kind: 'function', returns: 'int' },
        { ...routine, name: 'do_list', kind: 'function', returns: 'TABLE', givesRows: true },
        { ...routine, schema: 'audit', name: 'do_list_all', kind: 'function', givesRows: true },
      ],
    }
    const at = (marked: string) =>
      completeAt(marked, dialect, own)?.suggestions.map(({ insertText, isCall }) =>
        isCall ? `${insertText}()` : insertText,
      ) ?? []
    expect(at('exec do_|')).toEqual(['do_close'])
    expect(at('exec dbo.do_|')).toEqual(['do_close'])
    expect(at('select do_|')).toEqual(['dbo.do_count()'])
    expect(at('select dbo.do_|')).toEqual(['do_count()'])
    expect(at('select * from do_|')).toEqual(['do_list()', 'audit.do_list_all()'])
    expect(at('select * from t cross apply audit.do_|')).toEqual(['do_list_all()'])
  })

  test('functions without a schema are called without one', () => {
    const own: Catalog = {
      defaultSchema: 'main',
      relations: [],
      routines: [
        { schema: '', name: 'geopoly_area', kind: 'function', signature: 'arg1', returns: '' },
      ],
    }
    const at = (marked: string) =>
      completeAt(marked, postgres, own)?.suggestions.map(({ insertText }) => insertText) ?? []
    expect(at('select geo|')).toEqual(['geopoly_area'])
    expect(at('select main.geo|')).toEqual([])
    expect(routineAt('select geopoly_area(1)', 9, own, postgres)?.signatures).toEqual([
      'function geopoly_area(arg1)',
    ])
  })

  test('values of a type with few of them follow its column and an operator', () => {
    const all = ["'G'", "'PG'", "'it''s'"]
    expect(insertsOf('select * from films f where f.rating = |').slice(0, 3)).toEqual(all)
    expect(insertsOf('select * from films where rating <> |').slice(0, 3)).toEqual(all)
    expect(insertsOf("select * from films where rating in ('G', |").slice(0, 3)).toEqual(all)
    expect(insertsOf('select * from films where rating not in (|').slice(0, 3)).toEqual(all)
    expect(insertsOf("select * from films where rating = 'P|'")).toEqual(["'PG'"])
    expect(insertsOf("select * from films where title = 'P|'")).toEqual([])
    expect(insertsOf('update films set rating = |').slice(0, 3)).toEqual(all)
  })

  test('tables with a foreign key to those of the statement are the first to be joined', () => {
    expect(insertsOf('select * from orders o join |')[0]).toBe('users')
    expect(insertsOf('select * from users o join |')[0]).toBe('orders')
    expect(insertsOf('select * from films join |')[0]).toBe('users')
    expect(insertsOf('select * from users u join |').filter((name) => name === 'orders')).toEqual([
      'orders',
    ])
  })

  test('a function tells how it is called', () => {
    const told = (sql: string) => routineAt(sql, sql.indexOf('get') + 1, rich, postgres)?.signatures
    expect(told('select get_balance(1)')).toEqual(['function public.get_balance(id int) → numeric'])
    expect(told('select audit.get_log()')).toEqual(['function audit.get_log() → text'])
    expect(callAt('select get_balance(', 19, postgres, rich)?.signature).toBe('get_balance(id int)')
  })
})
