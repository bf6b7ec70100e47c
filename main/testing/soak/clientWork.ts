import type { Connection } from '../../drivers/driver.ts'
import type { SeededRandom } from '../../sample/SeededRandom.ts'
import { CollectingSink } from '../../drivers/testing/CollectingSink.ts'

/** Statements of one database for what every client does. */
export type WorkStatements = {
  /** Quick. */
  read: string
  /** A thousand rows. */
  rows: string
  /** Some 20 ms. */
  pause: string
  /** Would go on for seconds. */
  endless: string
  /** Leaves the session with something that the next user must not find. */
  dirty: string
  begin: string
  write: (client: number) => string
}

/** One of the things clients do: mostly quick reads, now and then what a pool has to clean up after. */
export async function doSomething(
  connection: Connection,
  statements: WorkStatements,
  random: SeededRandom,
  signal: AbortSignal,
): Promise<void> {
  const run = (sql: string, stop = signal) => connection.run({ sql }, new CollectingSink(), stop)
  const dice = random.next()
  if (dice < 0.55) await run(statements.read)
  else if (dice < 0.65) await run(statements.rows)
  else if (dice < 0.75) await run(statements.pause)
  else if (dice < 0.8) await run('selec 1')
  else if (dice < 0.85) await run(statements.dirty)
  else if (dice < 0.9) await run(statements.write(random.between(1, 1_000)))
  else if (dice < 0.95) {
    // Left open: the pool rolls it back.
    await run(statements.begin)
    await run(statements.write(random.between(1, 1_000)))
  } else {
    const stop = AbortSignal.any([signal, AbortSignal.timeout(random.between(1, 60))])
    await run(statements.endless, stop)
  }
}
