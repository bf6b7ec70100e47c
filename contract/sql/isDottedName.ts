import { isSql, Scanner, type Splitter } from './Scanner.ts'

/** Whether a text is a name such as `orders` or `public."order items"`, and nothing more. */
export function isDottedName(text: string, splitter: Splitter): boolean {
  if (!isSql(splitter)) return false
  const scanner = new Scanner(text, splitter)
  let isNameNext = true
  while (scanner.next()) {
    const { kind } = scanner
    const isName = kind === 'word' || (kind === 'string' && !scanner.text.startsWith("'"))
    if (isNameNext ? !isName : scanner.text !== '.') return false
    isNameNext = !isNameNext
  }
  return !isNameNext
}
