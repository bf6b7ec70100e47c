import type { Column, ColumnType } from '../../contract/columns.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type {
  Connection,
  ConnectionTarget,
  Driver,
  RunSink,
  SessionState,
  Statement,
  StatementOutcome,
} from '../drivers/driver.ts'
import type { Batch } from '../frame/Batch.ts'
import { BatchBuilder } from '../frame/BatchBuilder.ts'
import type { NumberBuilder } from '../frame/ColumnBuilder.ts'

/** What a statement does; its first words choose it. */
export type FakeAnswer = (
  sink: RunSink,
  signal: AbortSignal,
  session: FakeSession,
) => Promise<StatementOutcome> | StatementOutcome

/** A database whose every answer the test writes. Statements without one succeed with nothing. */
export class FakeDatabase {
  readonly answers = new Map<string, FakeAnswer>()
  readonly targets: ConnectionTarget[] = []
  readonly sessions: FakeSession[] = []
  readonly ran: string[] = []
  catalogReads = 0
  onConnect: (signal: AbortSignal) => Promise<void> = async () => {}
  onCatalog: (signal: AbortSignal) => Promise<void> = async () => {}

  on(sql: string, answer: FakeAnswer): void {
    this.answers.set(sql, answer)
  }

  get openSessions(): FakeSession[] {
    return this.sessions.filter(({ isOpen }) => isOpen)
  }
}

export class FakeSession implements Connection {
  readonly server
  session: SessionState = 'clean'
  isOpen = true
  readonly #database: FakeDatabase
  #onLost: (error: WorkbenchError) => void = () => {}

  constructor(database: FakeDatabase) {
    this.#database = database
    this.server = {
      product: 'FakeDB',
      version: '1.2',
      sessionId: String(database.sessions.length + 1),
    }
  }

  async run({ sql }: Statement, sink: RunSink, signal: AbortSignal): Promise<StatementOutcome> {
    this.#database.ran.push(sql)
    const answer = this.#database.answers.get(sql)
    return answer ? answer(sink, signal, this) : { affectedRows: null, command: null }
  }

  async ping(): Promise<void> {}

  async reset(): Promise<void> {
    this.session = 'clean'
  }

  async close(): Promise<void> {
    this.isOpen = false
  }

  destroy(): void {
    this.isOpen = false
    this.session = 'lost'
  }

  onLost(listener: (error: WorkbenchError) => void): void {
    this.#onLost = listener
  }

  /** The server ends the session; what runs on it fails with what this returns. */
  lose(): WorkbenchError {
    const error = new WorkbenchError('connection-lost', 'The server closed the connection.')
    this.destroy()
    this.#onLost(error)
    return error
  }
}

export function fakeDriver(database: FakeDatabase, id = 'fake'): Driver {
  return {
    id,
    label: 'FakeDB',
    urlSchemes: [id],
    urlExample: `${id}://host`,
    capabilities: {
      transactions: true,
      savepoints: false,
      cancel: 'server',
      bulkLoad: false,
      schemas: true,
      routines: false,
    },
    profileFields: [
      { name: 'host', label: 'Host', kind: 'text', isRequired: true },
      { name: 'port', label: 'Port', kind: 'number', isRequired: false, defaultValue: 1234 },
      {
        name: 'tls',
        label: 'TLS',
        kind: 'choice',
        isRequired: true,
        defaultValue: 'off',
        choices: [
          { value: 'off', label: 'Off' },
          { value: 'on', label: 'On' },
        ],
      },
      { name: 'password', label: 'Password', kind: 'secret', isRequired: false },
    ],
    dialect: {
      splitter: 'postgres',
      identifierQuote: ['"', '"'],
      plainIdentifier: '^[a-z]+$',
      keywords: [],
      functions: [],
      quoteIdentifier: (name) => `"${name}"`,
      selectAll: (schema, name) => `select * from "${schema}"."${name}"`,
    },
    parseUrl: (url) => ({
      driverId: id,
      name: 'parsed',
      fields: { host: url.slice(id.length + 3) },
      secrets: {},
    }),
    async connect(target, _environment, signal) {
      database.targets.push(target)
      await database.onConnect(signal)
      const session = new FakeSession(database)
      database.sessions.push(session)
      return session
    },
    introspect: {
      schemas: async () => [{ name: 'main', isSystem: false, isDefault: true }],
      relations: async () => [],
      relation: async () => ({ columns: [], keys: [], indexes: [], triggers: [] }),
      routines: async () => [],
      definition: async () => '',
      async catalog(_connection, signal) {
        database.catalogReads++
        await database.onCatalog(signal)
        return { defaultSchema: `read ${database.catalogReads}`, relations: [] }
      },
    },
    classifyError: () => 'server-error',
  }
}

export const intColumn = (name = 'n', type: ColumnType = { kind: 'int32' }): Column => ({
  name,
  type,
  serverType: 'int',
})

/** A batch of one int32 column. */
export function intBatch(...values: number[]): Batch {
  const builder = new BatchBuilder([{ kind: 'int32' }])
  for (const value of values) {
    ;(builder.columns[0] as NumberBuilder).append(value)
    builder.endRow()
  }
  return builder.take()
}

/** Waits for the signal, and fails as a cancelled statement does. */
export function untilCancelled(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const cancel = () =>
      reject(new WorkbenchError('statement-cancelled', 'The statement was cancelled.'))
    if (signal.aborted) cancel()
    else signal.addEventListener('abort', cancel, { once: true })
  })
}
