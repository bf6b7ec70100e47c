import { z } from 'zod'
import { type } from './contract.ts'
import { managerLimitsSchema } from './managerLimits.ts'
import { metricsExportSchema } from './metricsExport.ts'
import { profileSchema } from './profiles.ts'

const texts = z.record(z.string(), z.string())

/**
 * A connection as a configuration writes it: a URL, or a driver with its fields, or both, the fields
 * then adding to the URL's. `${NAME}` in a text stands for the environment variable.
 */
const configuredProfileSchema = profileSchema
  .omit({ id: true, driverId: true, fields: true })
  .extend({
    url: z.string().optional(),
    driver: z.string().optional(),
    fields: profileSchema.shape.fields.default({}),
    secrets: texts.default({}),
    pool: profileSchema.shape.pool.prefault({}),
  })
  .strict()

/** What `sluice.config.json` holds, and what is given as a dictionary. */
export const configSchema = z.strictObject({
  pools: managerLimitsSchema.prefault({}),
  metrics: metricsExportSchema.prefault({}),
  profiles: z.array(configuredProfileSchema).default([]),
})
export type ConfigInput = z.input<typeof configSchema>
export type ConfiguredProfile = z.output<typeof configuredProfileSchema>

/** Why a configuration was refused. `message` tells the value, unless secret, and what to do. */
export type ConfigProblem = {
  source: 'file' | 'environment' | 'call'
  /** Such as `profiles.orders.pool.max`. */
  field: string
  message: string
}

export type ConfigStatus = {
  /** The file that is watched, whether it is there or not; null: none is. */
  filePath: string | null
  /** When a configuration was last taken over; null: there is none. */
  appliedAtMs: number | null
  /** Names of the connections that come from it. They cannot be edited here. */
  profileNames: string[]
  /** What is wrong with the latest; while there is any, what was before it holds. */
  problems: ConfigProblem[]
}

export const configCalls = {
  'config.status': { request: z.object({}), response: type<ConfigStatus>() },
  /**
   * Takes a configuration over in place of the last one given so; `profiles` of the same name win over
   * those of the file. Throws `invalid-request` that tells every problem; the last one holds then.
   */
  'config.apply': { request: z.object({ config: z.unknown() }), response: type<ConfigStatus>() },
}

export const configEvents = {
  /** At once and after every change, whether it was taken over or refused. */
  'config.changed': { filter: z.object({}), payload: type<ConfigStatus>() },
}
