import { Uint32List } from './Uint32List.ts'

/**
 * Where the values of a JSON text are: by number, in the order of the text. Nothing is parsed into
 * values, so that digits stay as they are and members of the same name stay apart.
 */
export type JsonIndex = {
  readonly text: string
  readonly starts: Uint32Array
  /** Behind the last character. */
  readonly ends: Uint32Array
  /** The number of the next value that is not inside this one. */
  readonly nexts: Uint32Array
  /** Where a member's name begins; `NO_NAME` for others. */
  readonly names: Uint32Array
}

export const NO_NAME = 0xffff_ffff
/** Values between two pauses. */
const STEP_VALUES = 4_096

const SPACE = /[ \t\n\r]*/y
// oxlint-disable-next-line no-control-regex -- JSON forbids them in strings
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

/** Null: the text is not JSON. Yields now and then; nesting may be as deep as it likes. */
export function* indexJson(text: string): Generator<void, JsonIndex | null> {
  const starts = new Uint32List()
  const ends = new Uint32List()
  const nexts = new Uint32List()
  const names = new Uint32List()
  /** Numbers of the objects and arrays that are open. */
  const open: number[] = []
  let at = 0
  let name = NO_NAME

  const match = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    if (!pattern.test(text)) return false
    at = pattern.lastIndex
    return true
  }
  const take = (character: string): boolean => {
    match(SPACE)
    if (text[at] !== character) return false
    at++
    return true
  }
  const readName = (): boolean => {
    match(SPACE)
    name = at
    return match(STRING) && take(':')
  }
  const close = (): void => {
    const number = open.pop()!
    ends.set(number, at)
    nexts.set(number, starts.length)
  }

  for (;;) {
    match(SPACE)
    const number = starts.length
    starts.push(at)
    names.push(name)
    ends.push(0)
    nexts.push(number + 1)
    name = NO_NAME
    const first = text[at]
    if (first === '{' || first === '[') {
      at++
      open.push(number)
      if (!take(first === '{' ? '}' : ']')) {
        if (first === '{' && !readName()) return null
        continue
      }
      close()
    } else {
      if (!match(first === '"' ? STRING : SCALAR)) return null
      ends.set(number, at)
    }
    for (;;) {
      const parent = open.at(-1)
      if (parent === undefined) {
        match(SPACE)
        if (at !== text.length) return null
        return {
          text,
          starts: starts.values,
          ends: ends.values,
          nexts: nexts.values,
          names: names.values,
        }
      }
      const isObject = text[starts.get(parent)] === '{'
      if (take(',')) {
        if (isObject && !readName()) return null
        break
      }
      if (!take(isObject ? '}' : ']')) return null
      close()
    }
    if (number % STEP_VALUES === 0) yield
  }
}
