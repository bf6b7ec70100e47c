import { NEW_NAME, type ObjectWriter } from '../ObjectWriter.ts'

/** SQLite renames tables only, and empties one by a DELETE without a condition. */
export const objectWriter = (quote: (name: string) => string): ObjectWriter => ({
  actions: { table: ['rename', 'truncate', 'drop'], view: ['drop'] },
  write(action, { kind, schema, name }) {
    const named = `${quote(schema)}.${quote(name)}`
    if (action === 'rename') return `ALTER TABLE ${named} RENAME TO ${NEW_NAME};`
    if (action === 'truncate') return `DELETE FROM ${named};`
    return `DROP ${kind === 'view' ? 'VIEW' : 'TABLE'} ${named};`
  },
})
