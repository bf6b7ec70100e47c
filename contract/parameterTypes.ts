import type { ParameterValue } from './parameters.ts'

/** What a value is meant as; `null` has no text. */
export const PARAMETER_TYPES = ['text', 'number', 'date', 'boolean', 'null'] as const

export type ParameterType = (typeof PARAMETER_TYPES)[number]

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
/** A day, perhaps with a time and an offset. */
const DATE =
  /^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?$/

/** Whether the text can be sent as what it is meant to be. */
export function isValidParameter(value: Pick<ParameterValue, 'type' | 'text'>): boolean {
  const trimmed = value.text.trim()
  switch (value.type) {
    case 'number':
      return NUMBER.test(trimmed)
    case 'date':
      return DATE.test(trimmed) && !Number.isNaN(Date.parse(trimmed.slice(0, 10)))
    case 'boolean':
      return trimmed === 'true' || trimmed === 'false'
    case 'text':
    case 'null':
      return true
  }
}

/** What a text is most likely meant as. Leading zeros are those of a code, not of a number. */
export function guessParameterType(text: string): ParameterType {
  if (/^[+-]?0\d/.test(text.trim())) return 'text'
  // Also one that no calendar has: the server's word for it would not tell which value was meant.
  if (DATE.test(text.trim())) return 'date'
  const guesses = ['number', 'boolean'] as const
  return guesses.find((guess) => isValidParameter({ type: guess, text })) ?? 'text'
}
