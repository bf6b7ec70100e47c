import { z } from 'zod'
import { type } from './contract.ts'

/** A connection that a tab keeps, since its statements changed the session on it. */
export type KeptSession = {
  sessionId: string
  profileId: string
  /** What was changed, as the database calls it: `search_path`, `temporary table tt`. */
  changes: string[]
}

/**
 * `wanted`: it was idle, and another had no connection to run on. `clean`: nothing is changed any
 * more. `lost`: its connection went.
 */
export type SessionEnd = 'released' | 'idle' | 'wanted' | 'clean' | 'lost'

export type SessionChange =
  | { kind: 'kept'; session: KeptSession }
  | { kind: 'ended'; end: SessionEnd }

const sessionId = z.string().min(1)

/** The session of a tab: runs that name it find what earlier ones changed. */
export const tabSessionSchema = z.object({
  sessionId,
  /** Under which id a transaction that the statements leave open goes on, as if begun by a call. */
  opensAs: z.string().min(1).optional(),
  /** Where names without a schema are looked for; there where the dialect has `useSchema`. */
  schema: z.string().min(1).nullable().default(null),
})

export const sessionCalls = {
  /** Those of them that are kept, in whichever window. */
  'sessions.kept': {
    request: z.object({ sessionIds: z.array(z.string()).max(10_000) }),
    response: type<string[]>(),
  },
  /** Gives the connection back, and with it up what was changed. Does nothing where none is kept. */
  'sessions.release': { request: z.object({ sessionId }), response: type<void>() },
}

export const sessionEvents = {
  'sessions.changed': { filter: z.object({ sessionId }), payload: type<SessionChange>() },
}
