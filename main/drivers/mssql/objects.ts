import { NEW_NAME, placeholder, splitSignature, type ObjectWriter } from '../ObjectWriter.ts'

/** Functions are not called: whether one gives a value or a table, its kind does not say. */
export const objectWriter = (quote: (name: string) => string): ObjectWriter => ({
  actions: {
    table: ['rename', 'truncate', 'drop'],
    view: ['rename', 'drop'],
    function: ['rename', 'drop'],
    procedure: ['call', 'rename', 'drop'],
    aggregate: ['drop'],
    type: ['rename', 'drop'],
    sequence: ['rename', 'drop'],
  },
  write(action, { kind, schema, name, signature }) {
    const named = `${quote(schema)}.${quote(name)}`
    switch (action) {
      // https://learn.microsoft.com/sql/relational-databases/system-stored-procedures/sp-rename-transact-sql
      case 'rename':
        return `EXEC sp_rename ${text(named)}, ${text(NEW_NAME)}${kind === 'type' ? ", N'USERDATATYPE'" : ''};`
      case 'truncate':
        return `TRUNCATE TABLE ${named};`
      case 'drop':
        return `DROP ${kind.toUpperCase()} ${named};`
      case 'call': {
        const names = splitSignature(signature).map((part) => part.split(/\s+/)[0] ?? '')
        const values = names.map((each, index) => `${each} = ${placeholder(each, index + 1)}`)
        return `${['EXEC', named, values.join(', ')].filter(Boolean).join(' ')};`
      }
    }
  },
})

const text = (value: string) => `N'${value.replaceAll("'", "''")}'`
