import { z } from 'zod'
import { type } from './contract.ts'
import type { DriverInfo } from './drivers.ts'
import { poolSettingsSchema } from './pools.ts'
import { routingSchema } from './routing.ts'

/** What the connection is for. Production is marked wherever statements can be run. */
export const environments = ['none', 'development', 'test', 'production'] as const

const fieldValue = z.union([z.string(), z.number(), z.boolean()])

/** Saved settings of one connection. Holds no secret. `fields` are what its driver asks for. */
export const profileSchema = z.object({
  id: z.string().min(1),
  name: z.string().trim().min(1),
  driverId: z.string().min(1),
  fields: z.record(z.string(), fieldValue),
  environment: z.enum(environments).default('none'),
  isReadOnly: z.boolean().default(false),
  connectTimeoutMs: z.int().min(100).max(120_000).default(3_000),
  /** 0: no limit. */
  statementTimeoutMs: z.int().min(0).default(0),
  /**
   * How much room answers to statements that only read may take, to be shown, marked as old, while
   * no server can be reached; 0: none are kept.
   */
  keptAnswersMiB: z.int().min(0).max(1_024).default(0),
  pool: poolSettingsSchema,
  /** Further servers of the same data, and what goes where. */
  routing: routingSchema.prefault({}),
})
export type Profile = z.output<typeof profileSchema>
export type ProfileInput = z.input<typeof profileSchema>

/** Values of the driver's secret fields by name; null forgets what was kept. */
const secretsSchema = z.record(z.string(), z.string().nullable())

/** A connection URL taken apart. `secrets` go back to main with the next test or save only. */
export type ParsedUrl = {
  driverId: string
  name: string
  fields: Profile['fields']
  secrets: Record<string, string>
}

export type ConnectionTest = { product: string; version: string; latencyMs: number }

/**
 * Where secrets are kept: with the operating system; sealed under the user's passphrase, not to be
 * read until it is given; or in memory until the program ends. `damagedFile` is where an unreadable
 * file of sealed secrets was put aside.
 */
export type SecretStorage =
  | { kind: 'os-keychain'; label: string }
  | { kind: 'encrypted-file'; isLocked: boolean }
  | { kind: 'memory'; damagedFile: string | null }

/** Short ones can be guessed by whoever has the file. */
export const PASSPHRASE_LENGTH = { least: 8, most: 1024 }
const passphrase = z.string().min(PASSPHRASE_LENGTH.least).max(PASSPHRASE_LENGTH.most)

export const profileCalls = {
  'profiles.drivers': { request: z.object({}), response: type<DriverInfo[]>() },
  'profiles.list': { request: z.object({}), response: type<Profile[]>() },
  /** Adds or replaces by id; the pool of the profile takes the change over. */
  'profiles.save': {
    request: z.object({ profile: profileSchema, secrets: secretsSchema.default({}) }),
    response: type<Profile>(),
  },
  'profiles.delete': { request: z.object({ profileId: z.string() }), response: type<void>() },
  /** Throws `invalid-url` with `details.part` naming the broken part. */
  'profiles.parseUrl': { request: z.object({ url: z.string() }), response: type<ParsedUrl>() },
  /** Connects once, apart from any pool. Secrets not given are taken from those kept for the id. */
  'profiles.test': {
    request: z.object({ profile: profileSchema, secrets: secretsSchema.default({}) }),
    response: type<ConnectionTest>(),
  },
  /** Keeps secrets in a file sealed under the passphrase; again: changes the passphrase. */
  'profiles.protectSecrets': { request: z.object({ passphrase }), response: type<void>() },
  /** Throws `permission-denied` when the passphrase is wrong. */
  'profiles.unlockSecrets': {
    request: z.object({ passphrase: z.string().max(PASSPHRASE_LENGTH.most) }),
    response: type<void>(),
  },
  /** Deletes all secrets kept under a passphrase, as when it is forgotten. */
  'profiles.forgetSecrets': { request: z.object({}), response: type<void>() },
}

export const profileEvents = {
  /** The whole list, at once and after every change. */
  'profiles.changed': { filter: z.object({}), payload: type<Profile[]>() },
  /** At once and after every change. */
  'profiles.secretStorage': { filter: z.object({}), payload: type<SecretStorage>() },
}
