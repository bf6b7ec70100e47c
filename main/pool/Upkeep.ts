import type { Clock } from '../clock.ts'
import { Alarm } from './Alarm.ts'
import { decideRetirement, retirementDueAtMs, type RetirementFacts } from './decideRetirement.ts'
import { healthCheckDueAtMs } from './decideValidation.ts'
import type { OpenConnections } from './OpenConnections.ts'
import type { PooledConnection } from './PooledConnection.ts'

type UpkeepOptions = {
  readonly clock: Clock
  readonly connections: OpenConnections
  readonly facts: (nowMs: number) => RetirementFacts
  readonly ping: (connection: PooledConnection) => void
  /** Called after each look at the idle connections. */
  readonly onDone: () => void
}

/** Looks after idle connections: closes those whose time is over, and pings the others now and then. */
export class Upkeep {
  readonly #options: UpkeepOptions
  readonly #alarm: Alarm

  constructor(options: UpkeepOptions) {
    this.#options = options
    this.#alarm = new Alarm(options.clock, () => this.run())
  }

  /** Sees to it that a connection that has become idle is looked at in time. */
  watch(connection: PooledConnection, facts: RetirementFacts): void {
    this.#alarm.ringBy(
      Math.min(
        retirementDueAtMs(connection, facts),
        healthCheckDueAtMs(connection, facts.settings),
      ),
    )
  }

  run(): void {
    const { clock, connections, facts, ping, onDone } = this.#options
    const nowMs = clock.now()
    for (const connection of connections.idleColdestFirst()) {
      const now = facts(nowMs)
      const retirement = decideRetirement(connection, now)
      if (retirement?.action === 'close') {
        connections.close(connection, retirement.reason)
        continue
      }
      if (retirement) connections.markReplaced(connection)
      if (healthCheckDueAtMs(connection, now.settings) <= nowMs) {
        connections.takeIdle(connection)
        ping(connection)
      } else this.watch(connection, now)
    }
    onDone()
  }

  stop(): void {
    this.#alarm.stop()
  }
}
