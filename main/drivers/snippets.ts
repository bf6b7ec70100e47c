import type { BuiltInSnippet } from '../../contract/drivers.ts'

/** Snippets that more than one dialect has word for word. */

export const SELECT: BuiltInSnippet = {
  prefix: 'sel',
  name: 'select … from …',
  text: 'select ${1:*}\nfrom ${2:table}\nwhere ${0:true}',
}

export const SELECT_GROUPS: BuiltInSnippet = {
  prefix: 'selg',
  name: 'select … group by …',
  text: 'select ${2:column}, count(*)\nfrom ${1:table}\ngroup by ${2:column}\norder by 2 desc$0',
}

export const UPSERT: BuiltInSnippet = {
  prefix: 'ups',
  name: 'insert … on conflict do update',
  text: 'insert into ${1:table} (${2:columns})\nvalues (${3:values})\non conflict (${4:key}) do update set ${5:column} = excluded.${5:column}$0',
}

export const UPDATE: BuiltInSnippet = {
  prefix: 'upd',
  name: 'update … set … where',
  text: 'update ${1:table}\nset ${2:column} = ${3:value}\nwhere ${0:condition}',
}

export const DELETE: BuiltInSnippet = {
  prefix: 'del',
  name: 'delete from … where',
  text: 'delete from ${1:table}\nwhere ${0:condition}',
}

export const WITH: BuiltInSnippet = {
  prefix: 'cte',
  name: 'with … as',
  text: 'with ${1:name} as (\n  ${2:select 1}\n)\nselect * from ${1:name}$0',
}
