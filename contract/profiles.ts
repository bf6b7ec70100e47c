import { z } from 'zod'
import { type } from './contract.ts'
import type { DriverInfo } from './drivers.ts'
import { PASSPHRASE_LENGTH } from './limits.ts'
import { poolSettingsSchema } from './pools.ts'
import { FOLDER_LENGTH, profileColours, tidyFolder, usualPlace } from './profilePlace.ts'
import { routingSchema } from './routing.ts'
import { sshMethods, usualSsh, type SshHost } from './ssh.ts'

/** What the connection is for. Production is marked wherever statements can be run. */
export const environments = ['none', 'development', 'test', 'production'] as const

const fieldValue = z.union([z.string(), z.number(), z.boolean()])

const folder = z.string().max(FOLDER_LENGTH).transform(tidyFolder)
const position = z.int().min(0).nullable()

/** The SSH server that a connection goes through; its secrets are kept like those of the driver. */
export const sshSchema = z.strictObject({
  /** Its name or address, or what ~/.ssh/config calls it, which is then asked for what is left open. */
  host: z.string().trim().min(1, 'The SSH server is missing. Enter its name or address.'),
  /** 22: or as ~/.ssh/config has it. */
  port: z.int().min(1).max(65_535).default(usualSsh.port),
  /** Empty: as ~/.ssh/config has it, else who runs the program. */
  user: z.string().trim().default(usualSsh.user),
  method: z.enum(sshMethods).default(usualSsh.method),
  /** Path of the private key, for the method `key`; empty: as ~/.ssh/config has it. */
  keyFile: z.string().trim().default(usualSsh.keyFile),
  /**
   * Jump hosts on the way, as `ssh -J` takes them: `user@host:port`, with commas between. Empty: those
   * of ~/.ssh/config; `none`: none.
   */
  jumps: z.string().trim().max(2_000).default(usualSsh.jumps),
  /** How jump hosts, as `jumps` has them, are logged in to where that is not as for the SSH server. */
  jumpLogins: z
    .array(
      z.strictObject({
        jump: z.string().trim().min(1).max(500),
        method: z.enum(sshMethods),
        keyFile: z.string().trim().default(''),
      }),
    )
    .max(10)
    .default([]),
  /** A server silent for three times as long is taken for gone; 0: never asked. */
  keepAliveMs: z.int().min(0).max(3_600_000).default(usualSsh.keepAliveMs),
})
export type SshSettings = z.output<typeof sshSchema>

/** Saved settings of one connection. Holds no secret. `fields` are what its driver asks for. */
export const profileSchema = z.object({
  id: z.string().min(1),
  name: z.string().trim().min(1),
  driverId: z.string().min(1),
  fields: z.record(z.string(), fieldValue),
  folder: folder.default(usualPlace.folder),
  colour: z.enum(profileColours).default(usualPlace.colour),
  position: position.default(usualPlace.position),
  environment: z.enum(environments).default('none'),
  isReadOnly: z.boolean().default(false),
  /** New tabs gather what they change until the user commits. */
  commitsManually: z.boolean().default(false),
  connectTimeoutMs: z.int().min(100).max(120_000).default(3_000),
  /** Run on every new connection; empty: nothing. */
  startSql: z.string().max(10_000).default(''),
  /** 0: no limit. */
  statementTimeoutMs: z.int().min(0).default(0),
  /**
   * How much room answers to statements that only read may take, to be shown, marked as old, while
   * no server can be reached; 0: none are kept.
   */
  keptAnswersMiB: z.int().min(0).max(1_024).default(0),
  pool: poolSettingsSchema,
  /**
   * Names of the secrets that were given for it: where one is not kept any more, it is asked for before
   * the server is. Main keeps this list; what a window says of it is passed over.
   */
  givenSecrets: z.array(z.string()).default([]),
  /** Null: straight to the server. */
  ssh: sshSchema.nullable().default(null),
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

/** What main has of a profile's secrets, by name; what is not there is none. */
export type KeptSecrets = Readonly<Record<string, 'kept' | 'unreadable'>>

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

const passphrase = z.string().min(PASSPHRASE_LENGTH.least).max(PASSPHRASE_LENGTH.most)

export const profileCalls = {
  'profiles.drivers': { request: z.object({}), response: type<DriverInfo[]>() },
  'profiles.list': { request: z.object({}), response: type<Profile[]>() },
  /** Adds or replaces by id; the pool of the profile takes the change over. */
  'profiles.save': {
    request: z.object({
      profile: profileSchema,
      secrets: secretsSchema.default({}),
      /** Keeps for it what is kept for this one, where `secrets` say nothing else. */
      secretsOf: z.string().optional(),
    }),
    response: type<Profile>(),
  },
  /** Puts connections elsewhere in the list; their pools go on. */
  'profiles.arrange': {
    request: z.object({
      places: z.array(z.object({ profileId: z.string(), folder, position })).max(10_000),
    }),
    response: type<void>(),
  },
  /** Which secrets are kept for a profile, without their values. Throws `not-found`. */
  'profiles.keptSecrets': {
    request: z.object({ profileId: z.string() }),
    response: type<KeptSecrets>(),
  },
  'profiles.delete': { request: z.object({ profileId: z.string() }), response: type<void>() },
  /** Throws `invalid-url` with `details.part` naming the broken part. */
  'profiles.parseUrl': { request: z.object({ url: z.string() }), response: type<ParsedUrl>() },
  /** Connects once, apart from any pool. Secrets not given are those kept for the id, or for `secretsOf`. */
  'profiles.test': {
    request: z.object({
      profile: profileSchema,
      secrets: secretsSchema.default({}),
      secretsOf: z.string().optional(),
    }),
    response: type<ConnectionTest>(),
  },
  /** The hosts that ~/.ssh/config calls by name, of whom main runs for. */
  'profiles.sshHosts': { request: z.object({}), response: type<SshHost[]>() },
  /**
   * Trusts the key of an SSH server that was refused as `host-key-unknown`, and has the pools that go
   * through it try again. Throws `invalid-request` for a key that the server did not show.
   */
  'profiles.trustHostKey': {
    request: z.object({ host: z.string(), port: z.int(), fingerprint: z.string() }),
    response: type<void>(),
  },
  /** Forgets the trusted key of an SSH server, as after it was set up anew. */
  'profiles.forgetHostKey': {
    request: z.object({ host: z.string(), port: z.int() }),
    response: type<void>(),
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
