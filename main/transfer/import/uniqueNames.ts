/** Names for columns: nameless ones are numbered, those that stand twice get a number behind. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((given, index) => {
    const name = given.trim() || `column${index + 1}`
    let unique = name
    for (let number = 2; taken.has(unique); number++) unique = `${name}_${number}`
    taken.add(unique)
    return unique
  })
}
