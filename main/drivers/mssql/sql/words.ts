import { Scanner } from '../../../../contract/sql/Scanner.ts'

/**
 * The bare words of T-SQL text in lower case: no strings, quoted names or comments. What begins with
 * @ or # is one word with it.
 */
export function* words(sql: string): Generator<string> {
  const scanner = new Scanner(sql, 'mssql')
  let prefix = ''
  while (scanner.next()) {
    const { kind } = scanner
    if (kind === 'word') {
      yield prefix + scanner.text.toLowerCase()
      prefix = ''
    } else if (kind === 'other') {
      prefix = /[@#]$/.test(scanner.text) ? prefix + scanner.text : ''
    } else {
      prefix = ''
    }
  }
}
