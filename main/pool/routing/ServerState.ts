import type { ServerHealth, ServerStatus } from '../../../contract/routing.ts'
import type { ServerFacts } from '../../drivers/driver.ts'

/** What is known of one server of a profile. */
export type ServerState = {
  readonly name: string
  readonly poolId: string
  readonly role: ServerStatus['role']
  readonly health: ServerHealth
  readonly isWritable: boolean | null
  /** Of the last time it took writes; see `ServerFacts`. */
  readonly history: ServerFacts['history']
  readonly reason: string
  /** Since when, without a break, it has been so. */
  readonly sinceMs: number
}

/** What a look at a server gave. */
export type Observation = { facts: Omit<ServerFacts, 'lagMs'> } | { failure: string }

/** The state after a look at the server; the same object when nothing is new. */
export function observe(
  before: ServerState,
  observation: Observation,
  newestSteps: ReadonlyMap<string, number>,
  nowMs: number,
): ServerState {
  const after = describe(observation, newestSteps)
  const history = 'facts' in observation ? observation.facts.history : before.history
  const isSame = before.health === after.health && before.isWritable === after.isWritable
  if (isSame && sameHistory(before.history, history)) return before
  const sinceMs = isSame ? before.sinceMs : nowMs
  return { ...before, ...after, history, sinceMs }
}

type Described = Pick<ServerState, 'health' | 'isWritable' | 'reason'>

function describe(observation: Observation, newestSteps: ReadonlyMap<string, number>): Described {
  if ('failure' in observation)
    return { health: 'down', isWritable: null, reason: observation.failure }
  const { isWritable, history } = observation.facts
  const newest = history ? newestSteps.get(history.id) : undefined
  if (history && newest !== undefined && history.step < newest)
    return {
      health: 'behind',
      isWritable,
      reason:
        `it takes writes in history ${history.step}, and another server has taken over with ` +
        `${newest}: what is written here is not there. Make it a standby of that one.`,
    }
  return { health: 'up', isWritable, reason: isWritable ? 'takes writes' : 'can be read' }
}

const sameHistory = (a: ServerFacts['history'], b: ServerFacts['history']) =>
  a?.id === b?.id && a?.step === b?.step
