/** Unique names for columns where none may be empty: `column_2` for one without a name. */
export const uniqueColumnNames = (columns: readonly { name: string }[]): string[] =>
  uniqueNames(columns.map(({ name }, index) => name || `column_${index + 1}`))

/**
 * Names of which none stands twice: a repeated one gets `_2`, `_3` … behind it, or the next number
 * that no other name has.
 */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set(names)
  const seen = new Set<string>()
  return names.map((name) => {
    if (!seen.has(name)) {
      seen.add(name)
      return name
    }
    let number = 2
    while (taken.has(`${name}_${number}`)) number++
    const unique = `${name}_${number}`
    taken.add(unique)
    return unique
  })
}
