/** Part of a statement: which words may stand behind a finished expression or table of it. */
export type Clause =
  | 'select'
  | 'from'
  | 'join'
  | 'on'
  | 'where'
  | 'group by'
  | 'having'
  | 'order by'
  | 'partition by'
  | 'limit'
  | 'set'
  | 'update'
  | 'into'
  | 'values'
  | 'returning'

const words = (list: string): readonly string[] =>
  list.split(',').map((word) => word.trim().toUpperCase())

export const STATEMENT_WORDS = words(
  `select, with, insert into, update, delete from, create table, create, alter table, drop table,
   begin, commit, rollback, explain, values, truncate, call, exec, merge into, set, show, grant,
   revoke, declare, pragma, use, go`,
)
export const QUERY_WORDS = words('select, with, values')
/** What changes rows, behind the tables of a WITH. */
export const BODY_WORDS = words('select, insert into, update, delete from, merge into, values')

const CONDITION = 'and, or'
const TEST =
  'is null, is not null, in, like, ilike, between, not, is, not in, not like, similar to, exists'
const ENDS = 'order by, limit, offset, fetch, for, union, union all, intersect, except'
const JOINS =
  'join, left join, inner join, right join, full join, cross join, left outer join, natural join'
const CLAUSES_OF_TABLES = `where, ${JOINS}, group by, order by, limit, having, ${ENDS}, returning, window, set`

/** The likeliest first. */
export const BEHIND: Readonly<Record<Clause, readonly string[]>> = {
  select: words(
    `from, as, over, filter, within group, into, ${CONDITION}, ${TEST}, collate, where, ${ENDS}`,
  ),
  from: words(`${CLAUSES_OF_TABLES}, as, using, on, tablesample`),
  join: words(`on, using, as, ${CLAUSES_OF_TABLES}`),
  on: words(`${CONDITION}, ${CLAUSES_OF_TABLES}, ${TEST}, conflict, do nothing, do update set`),
  where: words(`${CONDITION}, group by, order by, limit, ${TEST}, returning, having, ${ENDS}`),
  'group by': words(`having, order by, ${ENDS}, window`),
  having: words(`${CONDITION}, ${ENDS}, ${TEST}`),
  'order by': words(`desc, asc, limit, nulls first, nulls last, offset, fetch, rows, range, for`),
  'partition by': words('order by, rows, range, groups'),
  limit: words('offset, rows, row, union, for'),
  set: words('where, from, returning'),
  update: words('set, as'),
  into: words('values, select, default values, as, from, with, overriding'),
  values: words('on conflict, returning, order by'),
  returning: words('as, into'),
}

/** What a word asks for behind it, whatever stands around. */
export const AFTER: Readonly<Record<string, readonly string[]>> = {
  ORDER: words('by'),
  GROUP: words('by'),
  PARTITION: words('by, of'),
  LEFT: words('join, outer join'),
  RIGHT: words('join, outer join'),
  FULL: words('join, outer join'),
  INNER: words('join'),
  OUTER: words('join, apply'),
  CROSS: words('join, apply'),
  NATURAL: words('join, left join, inner join'),
  INSERT: words('into'),
  DELETE: words('from'),
  MERGE: words('into'),
  CREATE: words(
    `table, view, index, or replace, unique index, materialized view, function, procedure, schema,
     temporary table, temp table, type, trigger, sequence, database, user, role, extension, domain`,
  ),
  ALTER: words(
    'table, column, view, index, sequence, function, schema, type, role, user, database',
  ),
  DROP: words(
    `table, column, constraint, view, index, function, procedure, schema, materialized view, type,
     trigger, sequence, not null, default, database, user, role, extension`,
  ),
  'OR REPLACE': words('view, function, procedure, trigger'),
  TEMPORARY: words('table, view, sequence'),
  TEMP: words('table, view, sequence'),
  MATERIALIZED: words('view'),
  UNIQUE: words('index'),
  IS: words('null, not null, true, false, distinct from, not true, not false, unknown'),
  'IS NOT': words('null, true, false, distinct from, unknown'),
  DISTINCT: words('on, from'),
  NULLS: words('first, last'),
  UNION: words('all, select, distinct'),
  INTERSECT: words('select, all'),
  EXCEPT: words('select, all'),
  'UNION ALL': words('select, values'),
  FETCH: words('first, next'),
  FOR: words('update, share, no key update'),
  CONFLICT: words('do nothing, do update set, on constraint'),
  DO: words('nothing, update set'),
  'DO UPDATE': words('set'),
  SIMILAR: words('to'),
  PRIMARY: words('key'),
  FOREIGN: words('key'),
  CURRENT: words('row'),
  UNBOUNDED: words('preceding, following'),
  START: words('transaction'),
  BEGIN: words('transaction, isolation level, read only'),
  ROLLBACK: words('to savepoint, to'),
  TRUNCATE: words('table'),
  EXPLAIN: words('analyze, select, verbose, query plan, update, delete from, insert into, with'),
  IF: words('not exists, exists'),
  'IF NOT': words('exists'),
  ADD: words('column, constraint, primary key, foreign key, unique, check'),
  RENAME: words('to, column, constraint'),
  GENERATED: words('always as identity, by default as identity, always as'),
  WITHIN: words('group'),
  DEFAULT: words('values, null, true, false'),
  REFRESH: words('materialized view'),
}

/** Behind NOT, an expression may begin, or one goes on. */
export const AFTER_NOT = {
  operand: words('exists, null, in, like, between'),
  operator: words('in, like, ilike, between, similar to, null'),
} as const

/** What an expression can begin with, beside names. */
export const OPERAND_WORDS = words(
  `case, not, exists, null, true, false, distinct, select, interval, current_date,
   current_timestamp, array, row, any, all, default`,
)

export const CASE_WORDS = {
  CASE: words('when'),
  WHEN: words('then, and, or'),
  THEN: words('when, else, end'),
  ELSE: words('end'),
} as const
export const TEST_WORDS = words(`${CONDITION}, ${TEST}`)
export const COLUMN_WORDS = words('constraint, primary key, foreign key, unique, check, like')
export const COLUMN_OPTIONS = words(
  `not null, primary key, default, references, unique, null, check, generated always as identity,
   constraint, collate, on delete cascade, on update cascade, on delete, deferrable, identity`,
)
export const TABLE_CHANGES = words(
  `add column, drop column, alter column, rename to, rename column, add constraint,
   drop constraint, add, owner to, set schema, enable, disable`,
)
export const WINDOW_WORDS = words('partition by, order by, rows between, range between')
