import { z } from 'zod'
import { type } from './contract.ts'
import { placeSchema } from './schemaModel.ts'

/** As seen from the right side: it lacks it, it alone has it, or the two are not the same. */
export type DifferenceStatus = 'missing' | 'extra' | 'different'

export type DifferenceKind =
  | 'table'
  | 'view'
  | 'routine'
  | 'type'
  | 'sequence'
  | 'column'
  | 'key'
  | 'index'
  | 'trigger'

export type DifferenceAspect =
  | 'type'
  | 'nullability'
  | 'default'
  | 'generated'
  | 'collation'
  | 'definition'
  | 'options'
  | 'comment'
  | 'owner'
  | 'privileges'

export type Difference = {
  /** The same at each comparison. */
  id: string
  kind: DifferenceKind
  name: string
  status: DifferenceStatus
  /** What differs of something that both have; empty elsewhere. */
  aspects: DifferenceAspect[]
  /** As a definition writes it; null where that side has none. */
  left: string | null
  right: string | null
  /** Of a table that both have. */
  children: Difference[]
}

export type SchemaComparison = {
  /** `general`: the databases differ, and types are compared by what they hold. */
  by: 'dialect' | 'general'
  /** Tables, views, routines and others that both sides have, those without a difference too. */
  comparedCount: number
  differences: Difference[]
}

const sides = {
  left: placeSchema,
  right: placeSchema,
  /** Owners and privileges as well, where both sides' drivers tell them. */
  access: z.boolean().default(false),
}

export const schemaCompareCalls = {
  'schemas.compare': { request: z.object(sides), response: type<SchemaComparison>() },
  /**
   * Statements that give the right side what was chosen of the left, in its dialect. Reads both sides
   * anew. Throws `unsupported` where the dialects differ.
   */
  'schemas.migrationScript': {
    request: z.object({ ...sides, chosen: z.array(z.string().max(10_000)).max(100_000) }),
    response: type<string>(),
  },
}
