import type { EventSources, Handlers } from '../../contract/contract.ts'
import type { sessionCalls, sessionEvents } from '../../contract/sessions.ts'
import type { KeptSessions } from '../query/KeptSessions.ts'

export const sessionHandlers = (sessions: KeptSessions): Handlers<typeof sessionCalls> => ({
  'sessions.kept': ({ sessionIds }) => sessions.whichAreKept(sessionIds),
  'sessions.release': ({ sessionId }) => sessions.release(sessionId),
})

export const sessionSources = (sessions: KeptSessions): EventSources<typeof sessionEvents> => ({
  'sessions.changed': ({ sessionId }, emit) => sessions.onChanged(sessionId, emit),
})
