import { z } from 'zod'
import { type } from './contract.ts'

/** What a value is meant as; `null` has no text. */
export const PARAMETER_TYPES = ['text', 'number', 'date', 'boolean', 'null'] as const

export type ParameterType = (typeof PARAMETER_TYPES)[number]

/** The value of a placeholder, written as text so that no digit is lost on the way. */
export const parameterValueSchema = z.object({
  /** Without the mark in front: `id` of `:id`, `1` of `$1`. */
  name: z.string().min(1).max(200),
  type: z.enum(PARAMETER_TYPES),
  text: z.string().max(1_000_000),
})
export type ParameterValue = z.output<typeof parameterValueSchema>

/** Of all statements of a run; a name stands for the same value in each of them. */
export const parameterValuesSchema = z.array(parameterValueSchema).max(1_000).default([])

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
  const guesses = ['number', 'date', 'boolean'] as const
  return guesses.find((guess) => isValidParameter({ type: guess, text })) ?? 'text'
}

export const parameterCalls = {
  /** What was last given for these names on a connection; names never given are left out. */
  'parameters.remembered': {
    request: z.object({ profileId: z.string(), names: z.array(z.string()).max(1_000) }),
    response: type<ParameterValue[]>(),
  },
  'parameters.remember': {
    request: z.object({ profileId: z.string(), values: parameterValuesSchema }),
    response: type<void>(),
  },
}
