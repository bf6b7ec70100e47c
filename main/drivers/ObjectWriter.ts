import type { ObjectActions } from '../../contract/drivers.ts'
import type { NamedObject, ObjectAction } from '../../contract/explorer.ts'

/** Pure: the statements that rename, empty, drop or call an object. */
export type ObjectWriter = {
  /** By kind of object; `count` needs no word of the driver's. */
  readonly actions: ObjectActions
  /** Asked only for what `actions` says. */
  write(action: Exclude<ObjectAction, 'count'>, object: NamedObject): string
}

/** What stands for the name that only the user knows. */
export const NEW_NAME = 'new_name'

/** The parameters of a signature, split at its commas and not at those within types or defaults. */
export function splitSignature(signature: string): string[] {
  const parts: string[] = []
  let depth = 0
  let isQuoted = false
  let from = 0
  for (let at = 0; at < signature.length; at++) {
    const character = signature[at]
    if (character === '"') isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (character === '(') depth++
    else if (character === ')') depth--
    else if (character === ',' && depth === 0) {
      parts.push(signature.slice(from, at))
      from = at + 1
    }
  }
  return [...parts, signature.slice(from)].map((part) => part.trim()).filter(Boolean)
}

/** A name for a value that the user is asked for when the statement runs. */
export const placeholder = (name: string, position: number): string => {
  const plain = name.replaceAll(/\W+/g, '_').replace(/^_+/, '')
  return `:${/^[A-Za-z]/.test(plain) ? plain : `arg${position}`}`
}
