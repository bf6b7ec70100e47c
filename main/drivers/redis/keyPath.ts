import { commandWord, parseCommand } from './commandText.ts'

/** A place in the tree of keys. Bytes stand in paths as words of a command. */
export type KeyPlace =
  | { readonly kind: 'root' }
  | { readonly kind: 'folder'; readonly database: number; readonly prefix: Buffer }
  | { readonly kind: 'key'; readonly database: number; readonly key: Buffer }

export const folderPath = (database: number, prefix: Buffer): string[] => [
  String(database),
  'folder',
  commandWord(prefix),
]

export const keyPath = (database: number, key: Buffer): string[] => [
  String(database),
  'key',
  commandWord(key),
]

export function readPath(path: readonly string[]): KeyPlace {
  const [database, kind, word = ''] = path
  if (database === undefined) return { kind: 'root' }
  const bytes = parseCommand(word)[0] ?? Buffer.alloc(0)
  return kind === 'key'
    ? { kind, database: Number(database), key: bytes }
    : { kind: 'folder', database: Number(database), prefix: bytes }
}

/** What `MATCH` takes for text as it is. */
export function literalPattern(text: Buffer): Buffer {
  const escaped: number[] = []
  for (const byte of text) {
    if ('*?[]\\^-'.includes(String.fromCharCode(byte))) escaped.push(0x5c)
    escaped.push(byte)
  }
  return Buffer.from(escaped)
}

/** A search as the user typed it: a pattern where it looks like one, else a part of the key. */
export const searchPattern = (search: string): string =>
  /[*?[]/.test(search) ? search : `*${literalPattern(Buffer.from(search)).toString()}*`
