import type { Token } from '../significantTokens.ts'

/** A stretch of the statement, in UTF-16 units. */
export type Stretch = { readonly from: number; readonly to: number }

/** A name as it is compared: a quoted one may differ from it in case, and is taken for the same. */
export const bare = (name: string): string => name.replace(/^["[`]|["\]`]$/g, '').toLowerCase()

/** The name, with its dots, that tokens begin with. */
export const dottedName = (tokens: readonly Token[]): string =>
  tokens
    .slice(0, nameLength(tokens))
    .map(({ text }) => text)
    .join('')

/** How many tokens it takes. */
export function nameLength(tokens: readonly Token[]): number {
  if (!isName(tokens[0])) return 0
  let length = 1
  while (tokens[length]?.text === '.' && isName(tokens[length + 1])) length += 2
  return length
}

export const isName = (token: Token | undefined): token is Token =>
  token?.kind === 'word' || token?.kind === 'string'
