import { z } from 'zod'
import { type } from './contract.ts'
import { PRIMARY, routingModes, serverRoles, usualRouting } from './servers.ts'

/** A server beside the profile's own. Secrets are those of the profile. */
export const serverSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, 'The name is empty. Give each server one, such as “replica 1”.')
    .max(60),
  role: z.enum(serverRoles).default('replica'),
  /** What differs from the profile's own fields, such as host and port. */
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})
export type ServerSettings = z.output<typeof serverSchema>

export const routingSchema = z
  .strictObject({
    mode: z.enum(routingModes).default(usualRouting.mode),
    servers: z.array(serverSchema).max(16).default([]),
    /** After a write, reads go where it went for this long; 0: reads may miss it. */
    readYourWritesMs: z.int().min(0).max(3_600_000).default(usualRouting.readYourWritesMs),
    /** A server that was away must answer for this long before it takes the writes back. */
    failBackAfterMs: z.int().min(0).max(3_600_000).default(usualRouting.failBackAfterMs),
    /** How often the servers of a profile in use are asked how they are. */
    checkIntervalMs: z.int().min(100).max(600_000).default(usualRouting.checkIntervalMs),
  })
  .superRefine(({ servers }, context) => {
    const seen = new Set([PRIMARY])
    for (const [index, { name }] of servers.entries()) {
      if (seen.has(name))
        context.addIssue({
          code: 'custom',
          path: ['servers', index, 'name'],
          message: `The name “${name}” is taken. Give each server its own.`,
        })
      seen.add(name)
    }
  })
export type Routing = z.output<typeof routingSchema>

/** `behind`: it takes writes, but another server has taken over meanwhile; not used. */
export type ServerHealth = 'unknown' | 'up' | 'down' | 'behind'

export type ServerStatus = {
  /** The pool of this server; the profile's own server has the profile's id. */
  poolId: string
  name: string
  role: 'primary' | (typeof serverRoles)[number]
  health: ServerHealth
  /** Null while it is not known. */
  isWritable: boolean | null
  /** The writes go here. */
  isActive: boolean
  /** Reads that ask for nothing special may go here. */
  takesReads: boolean
  /** Of a standby: how old what it shows may be; null: not known. */
  lagMs: number | null
  /** Why it is as it is. */
  reason: string
  /** Milliseconds since 1970. */
  sinceMs: number
}

/** One decision or discovery, with its reason. */
export type RoutingEvent = {
  sequence: number
  atMs: number
  kind:
    | 'read-routed'
    | 'write-routed'
    | 'write-refused'
    | 'server-up'
    | 'server-down'
    | 'server-changed'
    | 'failed-over'
    | 'failed-back'
    | 'writes-stopped'
    | 'writes-resumed'
  /** The server it is about; null: none could be had. */
  server: string | null
  reason: string
}

export type RoutingStatus = {
  profileId: string
  mode: Routing['mode']
  /** No server takes writes; reads go on where a standby answers. */
  isReadOnly: boolean
  servers: ServerStatus[]
  /** The latest, oldest first. */
  events: RoutingEvent[]
}

export const routingCalls = {
  /** Null where the profile has no further servers or was not used yet. */
  'pools.routing': {
    request: z.object({ profileId: z.string() }),
    response: type<RoutingStatus | null>(),
  },
}

export const routingEvents = {
  'pools.routed': { filter: z.object({ profileId: z.string() }), payload: type<RoutingEvent>() },
}
