export type ModuleParameter = { readonly id: number; readonly name: string; readonly type: string }

/** The kind of a module as `sys.objects` has it. */
export function moduleType(kind: string, sql: string): string {
  if (kind === 'view') return 'V'
  if (kind === 'trigger') return 'TR'
  if (kind === 'procedure') return 'P'
  const [, returned = ''] = /\breturns\s+(@\w+\s+table|table)\b/i.exec(sql) ?? []
  return returned === '' ? 'FN' : returned.startsWith('@') ? 'TF' : 'IF'
}

/** Parameters of a procedure or function; what a function gives has the number 0 and no name. */
export function moduleParameters(sql: string): ModuleParameter[] {
  const [head = ''] = sql.split(/\bas\b/i)
  if (!/^create\s+(?:procedure|function)\b/i.test(head)) return []
  const [given = '', result = ''] = head.split(/\breturns\b/i)
  const named = [...given.matchAll(/@(\w+)\s+(\w+(?:\s*\([^)]*\))?)/g)].map(
    ([, name, type], at) => ({
      ...{ id: at + 1, name: `@${name!}`, type: type! },
    }),
  )
  const isValue = result.trim() !== '' && !/\btable\b/i.test(result)
  return isValue ? [{ id: 0, name: '', type: result.trim() }, ...named] : named
}
