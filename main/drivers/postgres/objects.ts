import type { NamedObject, ObjectKind } from '../../../contract/explorer.ts'
import { NEW_NAME, placeholder, splitSignature, type ObjectWriter } from '../ObjectWriter.ts'

/** The server's words (https://www.postgresql.org/docs/18/sql-commands.html). */
const WORDS: Readonly<Record<ObjectKind, string>> = {
  table: 'TABLE',
  view: 'VIEW',
  'materialized-view': 'MATERIALIZED VIEW',
  'foreign-table': 'FOREIGN TABLE',
  function: 'FUNCTION',
  procedure: 'PROCEDURE',
  aggregate: 'AGGREGATE',
  enum: 'TYPE',
  type: 'TYPE',
  domain: 'DOMAIN',
  sequence: 'SEQUENCE',
}

export const objectWriter = (quote: (name: string) => string): ObjectWriter => ({
  actions: {
    table: ['rename', 'truncate', 'drop'],
    view: ['rename', 'drop'],
    'materialized-view': ['rename', 'drop'],
    'foreign-table': ['rename', 'drop'],
    function: ['call', 'rename', 'drop'],
    procedure: ['call', 'rename', 'drop'],
    aggregate: ['rename', 'drop'],
    enum: ['rename', 'drop'],
    type: ['rename', 'drop'],
    domain: ['rename', 'drop'],
    sequence: ['rename', 'drop'],
  },
  write(action, object) {
    const { kind, schema, name } = object
    const named = `${quote(schema)}.${quote(name)}`
    const full = isRoutine(kind) ? `${named}(${argumentsOf(object)})` : named
    switch (action) {
      case 'rename':
        return `ALTER ${WORDS[kind]} ${full} RENAME TO ${NEW_NAME};`
      case 'truncate':
        return `TRUNCATE TABLE ${named};`
      case 'drop':
        return `DROP ${WORDS[kind]} ${full};`
      case 'call': {
        const values = inputsOf(object).map(valueOf).join(', ')
        return kind === 'procedure'
          ? `CALL ${named}(${values});`
          : `SELECT * FROM ${named}(${values});`
      }
    }
  },
})

const isRoutine = (kind: ObjectKind) =>
  kind === 'function' || kind === 'procedure' || kind === 'aggregate'

/** An aggregate without arguments is named with a star. */
const argumentsOf = ({ kind, signature }: NamedObject): string =>
  signature === '' && kind === 'aggregate' ? '*' : signature

/** CALL takes a place for what comes out, too; a function does not. */
const inputsOf = ({ kind, signature }: NamedObject): string[] =>
  splitSignature(signature).filter((part) => kind === 'procedure' || !/^OUT\s/.test(part))

function valueOf(part: string, index: number): string {
  if (/^OUT\s/.test(part)) return 'NULL'
  const [first = '', ...type] = part.replace(/^(INOUT|IN|VARIADIC)\s+/, '').split(/\s+/)
  const value = placeholder(type.length > 0 ? first : '', index + 1)
  return /^VARIADIC\s/.test(part) ? `VARIADIC ${value}` : value
}
