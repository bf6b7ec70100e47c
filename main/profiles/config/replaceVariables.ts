type Missing = { path: PropertyKey[]; name: string }

const VARIABLE = /\$\{([A-Za-z_]\w*)\}/g

/** Puts environment variables in for `${NAME}` in every text of a plain value, however deep. */
export function replaceVariables(
  input: unknown,
  variables: Readonly<Record<string, string | undefined>>,
): { value: unknown; missing: Missing[] } {
  const missing: Missing[] = []
  const replace = (value: unknown, path: PropertyKey[]): unknown => {
    if (typeof value === 'string')
      return value.replaceAll(VARIABLE, (written, name: string) => {
        const found = variables[name]
        if (found === undefined) missing.push({ path, name })
        return found ?? written
      })
    if (Array.isArray(value)) return value.map((item, index) => replace(item, [...path, index]))
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, replace(item, [...path, name])]),
      )
    return value
  }
  return { value: replace(input, []), missing }
}
