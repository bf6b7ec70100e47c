import { afterAll, afterEach } from 'vitest'
import type { Connection, ConnectionTarget } from '../../driver.ts'
import { runCollecting } from '../../testing/CollectingSink.ts'
import { sqlite } from '../index.ts'
import { spawnProcess, targetOf, temporaryFolder } from './sqliteFile.ts'

export type Sessions = {
  path(name: string): string
  /** A session on a file of the test's folder, or in memory; destroyed after the test. */
  open(name: string, changes?: Partial<ConnectionTarget>): Promise<Connection>
}

/** A folder for one test file, and sessions that end with each test. */
export function useSessions(): Sessions {
  const folder = temporaryFolder()
  const opened: Connection[] = []
  afterEach(() => {
    for (const connection of opened.splice(0)) connection.destroy()
  })
  afterAll(() => folder.remove())
  return {
    path: folder.path,
    async open(name, changes = {}) {
      const path = name === ':memory:' ? name : folder.path(name)
      const target = { ...targetOf(path), ...changes }
      const connection = await sqlite.connect(
        target,
        { spawnProcess },
        new AbortController().signal,
      )
      opened.push(connection)
      return connection
    },
  }
}

/** Runs statements one after the other and gives the rows of the last as text. */
export async function rowsAfter(
  connection: Connection,
  ...statements: string[]
): Promise<(string | null)[][]> {
  let rows: (string | null)[][] = []
  for (const sql of statements) {
    const { sink } = await runCollecting(connection, sql)
    rows = sink.results.length > 0 ? sink.rows : []
  }
  return rows
}
