import { WorkbenchError } from '../../../contract/errors.ts'
import { splitStatements, type StatementRange } from '../../../contract/sql/splitStatements.ts'
import type { BulkLoad, BulkOutcome } from '../bulkLoad.ts'
import type {
  Connection,
  ConnectionTarget,
  RunSink,
  ServerInfo,
  SessionState,
  Statement,
  StatementOutcome,
} from '../driver.ts'
import { cancelledError, commandError, expectReply } from './classifyError.ts'
import type { ServerAddress } from '../networkErrors.ts'
import { type ClusterMaster, mastersOf } from './clusterMasters.ts'
import {
  ClusterSessions,
  type NodeSession,
  type Redirection,
  redirectionOf,
} from './ClusterSessions.ts'
import { checkCommand, commandName, countsChanges, sessionChange } from './commandRules.ts'
import { type CommandWords, parseCommand } from './commandText.ts'
import { bulkInsert } from './load/bulkInsert.ts'
import { RowCommands } from './load/RowCommands.ts'
import { greet, type SessionTerms } from './openSession.ts'
import type { Words } from './Session.ts'
import { RunningCommand } from './RunningCommand.ts'
import type { Reply } from './wire/Reply.ts'

/** A key that moves while it is looked for is found in the end. */
const MAX_REDIRECTIONS = 8

export type RedisConnectionOptions = NodeSession & {
  readonly terms: SessionTerms
  readonly target: ConnectionTarget
}

/** What a user's command does to a session, and what the session does around it. */
export class RedisConnection implements Connection {
  readonly server: ServerInfo
  readonly separator: string
  readonly #main: NodeSession
  readonly #terms: SessionTerms
  readonly #target: ConnectionTarget
  readonly #cluster: ClusterSessions | null
  #isDirty = false
  #isInTransaction = false
  #isRunning = false

  constructor({ session, greeting, address, terms, target }: RedisConnectionOptions) {
    this.server = greeting
    this.separator = terms.login.separator
    this.#main = { session, greeting, address }
    this.#terms = terms
    this.#target = target
    this.#cluster =
      terms.login.topology === 'cluster' ? new ClusterSessions(this.#main, terms) : null
  }

  get session(): SessionState {
    if (this.#main.session.lost) return 'lost'
    if (this.#isInTransaction) return 'in-transaction'
    return this.#isDirty ? 'dirty' : 'clean'
  }

  get isReadOnly(): boolean {
    return this.#target.isReadOnly
  }

  /** Number of the database that the profile is of. */
  get database(): number {
    return this.#terms.login.database
  }

  run(
    { sql, parameters }: Statement,
    sink: RunSink,
    signal: AbortSignal,
  ): Promise<StatementOutcome> {
    return this.#exclusively(async () => {
      let outcome: StatementOutcome = { affectedRows: null, command: null }
      for (const line of splitStatements(sql, 'redis')) {
        const words = inScript(line, () => parseCommand(line.text, parameters))
        outcome = await this.#runCommand(words, sink, signal)
      }
      return outcome
    })
  }

  async bulkInsert(load: BulkLoad, signal: AbortSignal): Promise<BulkOutcome> {
    checkCommand('HSET', this.#target)
    const cluster = this.#isInTransaction ? null : this.#cluster
    cluster?.learn(await this.masters(signal))
    return this.#exclusively(() => {
      const nodes = {
        main: this.#main,
        nodeFor: cluster && ((key: Buffer) => cluster.likelyFor(key, signal)),
        follow: (redirection: Redirection) => {
          cluster!.note(redirection)
          return cluster!.at(redirection.address, signal)
        },
        destroy: () => this.destroy(),
      }
      return bulkInsert(this.#commandsFor(load), nodes, load, signal)
    })
  }

  describeLoad(load: Pick<BulkLoad, 'table' | 'columns'>): string {
    const commands = this.#commandsFor(load)
    return commands.example(load.columns[commands.keyIndex]!)
  }

  #commandsFor({ table, columns }: Pick<BulkLoad, 'table' | 'columns'>): RowCommands {
    return new RowCommands(`${table}${this.separator}`, columns)
  }

  /** Commands of the program's own in one round trip, with the server or a node of the cluster. */
  ask(commands: readonly Words[], signal: AbortSignal, node?: ServerAddress): Promise<Reply[]> {
    return this.#exclusively(() =>
      this.#orDestroy(signal, async () => {
        const { session } = (node && (await this.#cluster?.at(node, signal))) ?? this.#main
        return session.pipeline(commands)
      }),
    )
  }

  /** The nodes of the cluster that hold keys; the one server where it is none. */
  async masters(signal: AbortSignal): Promise<ClusterMaster[]> {
    if (!this.#cluster) return [{ address: this.#main.address, slots: [[0, Infinity]] }]
    const [slots = null] = await this.ask([['CLUSTER', 'SLOTS']], signal)
    return mastersOf(expectReply(slots), this.#main.address)
  }

  async ping(signal: AbortSignal): Promise<void> {
    expectReply((await this.ask([['PING']], signal))[0]!)
  }

  async reset(signal: AbortSignal): Promise<void> {
    await this.#exclusively(() =>
      this.#orDestroy(signal, async () => {
        expectReply(await this.#main.session.call('RESET'))
        await greet(this.#main.session, this.#main.address, this.#terms)
      }),
    )
    this.#isDirty = false
    this.#isInTransaction = false
  }

  async close(): Promise<void> {
    const others = this.#cluster?.others ?? []
    await Promise.all([...others, this.#main].map(({ session }) => session.close()))
  }

  destroy(): void {
    for (const { session } of this.#cluster?.others ?? []) session.destroy()
    this.#main.session.destroy()
  }

  onLost(listener: (error: WorkbenchError) => void): void {
    this.#main.session.onLost(listener)
  }

  async #exclusively<T>(work: () => Promise<T>): Promise<T> {
    if (this.#main.session.lost) throw this.#main.session.lost
    if (this.#isRunning) throw new Error('The session is already running a command')
    this.#isRunning = true
    try {
      return await work()
    } finally {
      this.#isRunning = false
    }
  }

  /** For what is too short to be stopped on the server: aborting it costs the session. */
  async #orDestroy<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const abort = () => this.destroy()
    signal.addEventListener('abort', abort, { once: true })
    try {
      signal.throwIfAborted()
      return await work()
    } catch (error) {
      if (!signal.aborted) throw error
      this.destroy()
      throw new WorkbenchError('aborted', 'Given up while the server was asked', { cause: error })
    } finally {
      signal.removeEventListener('abort', abort)
    }
  }

  async #runCommand(
    words: CommandWords,
    sink: RunSink,
    signal: AbortSignal,
  ): Promise<StatementOutcome> {
    const command = commandName(words)
    checkCommand(command, this.#target)
    if (signal.aborted) throw cancelledError()
    const running = new RunningCommand({
      command,
      words,
      sink,
      terms: this.#terms,
      signal,
      statementTimeoutMs: this.#target.statementTimeoutMs,
    })
    this.#noteChange(command)
    const reply = await this.#perform(running, words, signal)
    return {
      affectedRows: countsChanges(command) && typeof reply === 'bigint' ? Number(reply) : null,
      command,
    }
  }

  /** On the node that has the key, where it is a cluster; a transaction stays where it began. */
  async #perform(
    running: RunningCommand,
    words: CommandWords,
    signal: AbortSignal,
  ): Promise<Reply | undefined> {
    const cluster = this.#isInTransaction ? null : this.#cluster
    let node = (await cluster?.likelyFor(words[1], signal)) ?? this.#main
    for (let hop = 0; ; hop++) {
      const table = await running.on(node)
      if (!table.error) return table.scalar
      const redirection =
        cluster && hop < MAX_REDIRECTIONS && redirectionOf(table.error, node.address)
      if (!redirection) throw commandError(table.error)
      cluster.note(redirection)
      node = await cluster.at(redirection.address, signal)
      if (!redirection.isForGood) expectReply(await node.session.call('ASKING'))
    }
  }

  #noteChange(command: string): void {
    const change = sessionChange(command)
    if (change === 'dirties') this.#isDirty = true
    if (change === 'opens-transaction') this.#isInTransaction = true
    if (change === 'ends-transaction') this.#isInTransaction = false
  }
}

/** A place in a line is one in the script too. */
function inScript<T>({ from }: StatementRange, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof WorkbenchError) || typeof error.details.offset !== 'number') throw error
    const { code, message, details } = error
    const offset = from + Number(details.offset)
    throw new WorkbenchError(code, message, { details: { ...details, offset }, cause: error.cause })
  }
}
