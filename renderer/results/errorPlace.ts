/** Line and column, both from 1, of an offset in a statement. */
export function errorPlace(statement: string, offset: number): { line: number; column: number } {
  const before = statement.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: before.length - lineStart + 1 }
}
