import type { Connection } from '../driver.ts'
import { runCollecting } from './CollectingSink.ts'
import type { Workplace } from './describeDriver.ts'
import type { StoreUnderTest } from './DriverUnderTest.ts'

/** Something that grows: what the driver under test has for it, or a table. */
export const storeOf = (work: Workplace): StoreUnderTest =>
  work.server.statements.store ?? {
    create: (name) => `CREATE TABLE ${name} (id integer)`,
    add: (name) => `INSERT INTO ${name} VALUES (1)`,
    count: (name) => `SELECT count(*) FROM ${name}`,
  }

/** How much is in a store, as text. */
export async function countIn(connection: Connection, count: string): Promise<string> {
  const { sink } = await runCollecting(connection, count)
  return sink.rows[0]?.at(-1) ?? '0'
}
