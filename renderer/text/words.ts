import type { ErrorCode } from '../../contract/errors.ts'
import type { Phrase } from './phrase.ts'

/** The words of the window: by group, then by key. */
export type Dictionary = Readonly<Record<string, Readonly<Record<string, Phrase>>>>

/**
 * What happened, by the error's code; of several the first whose facts are all there. Those in
 * `whole` say all that main says, so that its own sentence is left out.
 */
export type ErrorWords = Readonly<
  Record<ErrorCode, { readonly whole?: readonly string[]; readonly other: readonly string[] }>
>

/** All that is said in another language than main's own, which is English. */
export type Words = {
  readonly dictionary: Dictionary
  /** A sentence of main in this language; what is not known stays English. */
  readonly say: (english: string) => string
  readonly errors: ErrorWords
  /** Labels and help of the connection forms, by the English that drivers send. */
  readonly drivers: Readonly<Record<string, string>>
}
