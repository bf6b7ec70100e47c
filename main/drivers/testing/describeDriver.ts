import { afterAll, afterEach, beforeAll, describe } from 'vitest'
import type { Connection, ConnectionTarget } from '../driver.ts'
import { bulkLoadTests } from './bulkLoadTests.ts'
import { connectingTests } from './connectingTests.ts'
import type { DriverUnderTest, ServerUnderTest } from './DriverUnderTest.ts'
import { introspectionTests } from './introspectionTests.ts'
import { resultTests } from './resultTests.ts'
import { sessionTests } from './sessionTests.ts'
import { stoppingTests } from './stoppingTests.ts'

/** What every test of the suite works with. */
export type Workplace = {
  readonly server: ServerUnderTest
  /** A new session on the server, destroyed after the test. */
  connect(changes?: Partial<ConnectionTarget>): Promise<Connection>
  /** Whether the driver has tables that SQL makes and changes. */
  readonly hasTables: boolean
  /** A statement that gives one row with the number as its last cell. */
  echo(number: number): string
  /** A name for a table that no other test has. */
  newName(): string
}

/** The conformance suite: what every driver has to do, on a real server. */
export function describeDriver(underTest: DriverUnderTest): void {
  const { driver, environment } = underTest
  let server: ServerUnderTest | null = null
  const open: Connection[] = []
  let names = 0

  const work: Workplace = {
    get server() {
      if (!server) throw new Error('The server is started before the first test')
      return server
    },
    async connect(changes = {}) {
      const target = { ...work.server.target, ...changes }
      const connection = await driver.connect(target, environment, new AbortController().signal)
      open.push(connection)
      return connection
    },
    hasTables: !driver.browse,
    echo: (number) => work.server.statements.echo?.(number) ?? `SELECT ${number}`,
    newName: () => `t${++names}`,
  }

  describe(`the ${driver.label} driver`, () => {
    beforeAll(async () => {
      server = await underTest.start()
    })
    afterEach(() => {
      for (const connection of open.splice(0)) connection.destroy()
    })
    afterAll(() => server?.stop())

    connectingTests(work, underTest)
    resultTests(work)
    stoppingTests(work, underTest)
    sessionTests(work, underTest)
    introspectionTests(work, underTest)
    bulkLoadTests(work, underTest)
  })
}
