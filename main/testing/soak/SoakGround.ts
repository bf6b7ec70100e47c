import type { Connection } from '../../drivers/driver.ts'
import type { Pool } from '../../pool/Pool.ts'
import type { SeededRandom } from '../../sample/SeededRandom.ts'

/** A database to soak a pool on, with what can befall it. A new kind joins in `grounds.ts`. */
export type SoakGround = {
  readonly name: string
  readonly connect: (signal: AbortSignal) => Promise<Connection>
  /** What a client does with one lease; may fail as the database does. */
  readonly work: (
    connection: Connection,
    random: SeededRandom,
    signal: AbortSignal,
  ) => Promise<void>
  readonly faults: readonly SoakFault[]
  /**
   * A line for each session that the server has; null when it cannot tell at the moment. No function
   * where a server keeps no sessions.
   */
  readonly sessions: (() => Promise<readonly string[] | null>) | null
  /** Ends what the ground itself holds open; the pool is closed by then. */
  readonly stop: () => Promise<void>
}

/** Resolves when the fault is over; the pool may still be busy getting well. */
export type SoakFault = {
  readonly name: string
  readonly strike: (random: SeededRandom, pool: Pool) => Promise<void>
}
