import { z } from 'zod'
import { type } from './contract.ts'
import { PARAMETER_TYPES } from './parameterTypes.ts'

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
