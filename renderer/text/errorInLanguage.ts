import { WorkbenchError, type ErrorDetails } from '../../contract/errors.ts'
import { useLanguage, wordsIn, type Language } from './language.ts'
import { formatPhrase, type Parameters } from './phrase.ts'
import { sentenceInLanguage } from './sentence.ts'

type Shown = {
  /** What happened, in the window's language. */
  readonly message: string
  /** The words of main or of the server, where they say more; null: they stand in `message`. */
  readonly original: string | null
}

/** An error as the window says it. Words of a server are never translated, and never left out. */
export function errorInLanguage(error: unknown, language: Language): Shown {
  const original = error instanceof Error ? error.message : messageOf(error)
  const { code, details = {} } = error as Partial<WorkbenchError>
  const said = sentenceInLanguage(original, language)
  const words = code && wordsIn(language)?.errors[code]
  if (!words) return { message: said, original: null }
  const facts = parametersOf(details)
  const fits = (phrase: string): boolean =>
    [...phrase.matchAll(/\{(\w+)\}/g)].every(([, name]) => name! in facts)
  const whole = words.whole?.find(fits)
  if (whole === undefined && said !== original) return { message: said, original: null }
  const phrase = whole ?? words.other.find(fits)
  if (phrase === undefined) return { message: original, original: null }
  return {
    message: formatPhrase(phrase, facts, language),
    original: whole === undefined ? original : null,
  }
}

/** An error in one line, for places that have no more. */
export function errorLine(error: unknown): string {
  const { message, original } = errorInLanguage(error, useLanguage.getState().language)
  return original === null ? message : `${message} ${original}`
}

const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : String(error)

/** Facts that can stand in a sentence. Ports are names, not amounts. */
function parametersOf(details: ErrorDetails): Parameters {
  const known = Object.entries(details).filter(
    (entry): entry is [string, string | number] =>
      typeof entry[1] === 'string' || typeof entry[1] === 'number',
  )
  return Object.fromEntries(
    known.map(([name, value]) => [name, name === 'port' ? String(value) : value]),
  )
}
