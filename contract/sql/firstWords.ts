import { Scanner, type Splitter } from './Scanner.ts'

/** The first bare words of SQL text in lower case, at most so many. */
export function firstWords(
  sql: string,
  splitter: Extract<Splitter, 'postgres' | 'sqlite' | 'mssql'>,
  limit: number,
): string[] {
  const scanner = new Scanner(sql, splitter)
  const words: string[] = []
  while (words.length < limit && scanner.next())
    if (scanner.kind === 'word') words.push(scanner.text.toLowerCase())
  return words
}
