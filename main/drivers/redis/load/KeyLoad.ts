import { WorkbenchError } from '../../../../contract/errors.ts'
import type { Batch } from '../../../frame/Batch.ts'
import { TimeSlice } from '../../../frame/TimeSlice.ts'
import { commandError } from '../classifyError.ts'
import { type NodeSession, type Redirection, redirectionOf } from '../ClusterSessions.ts'
import { encodeCommand } from '../wire/encodeCommand.ts'
import { type Reply, ReplyError } from '../wire/Reply.ts'
import type { ReplyHandler } from '../wire/ReplyParser.ts'
import { CommandBytes } from './CommandBytes.ts'
import type { RowCommands } from './RowCommands.ts'

/** Commands of one flight, which go out in one piece. */
const FLIGHT_BYTES = 64 * 1024
/** Flights under way; the next waits for the oldest. */
const MAX_FLIGHTS = 8
/** Rows encoded between two looks at the clock. */
const STEP_ROWS = 256

/** Where keys are: the one server, or the nodes of a cluster. */
export type KeyNodes = {
  readonly main: NodeSession
  /** Null: there is one server. */
  readonly nodeFor: ((key: Buffer) => Promise<NodeSession>) | null
  readonly follow: (redirection: Redirection) => Promise<NodeSession>
}

/** Commands that wait for their flight to a node. */
class Lane {
  readonly bytes = new CommandBytes()
  rows: number[] = []
  starts: number[] = []
}

/** Writes rows in pipelines with a few flights under way, and knows the first row that was refused. */
export class KeyLoad {
  readonly #commands: RowCommands
  readonly #nodes: KeyNodes
  readonly #signal: AbortSignal
  readonly #lanes = new Map<NodeSession, Lane>()
  readonly #flights: Promise<void>[] = []
  #rowCount = 0
  #refused: { readonly row: number; readonly error: WorkbenchError } | null = null

  constructor(commands: RowCommands, nodes: KeyNodes, signal: AbortSignal) {
    this.#commands = commands
    this.#nodes = nodes
    this.#signal = signal
  }

  /** Resolves when most of it is on its way; rejects for a row of this or an earlier batch. */
  async write(batch: Batch): Promise<void> {
    const slice = new TimeSlice()
    for (let row = 0; row < batch.rowCount; row++) {
      try {
        const isBehind = this.#add(batch, row)
        if (isBehind) await isBehind
      } catch (error) {
        if (!(error instanceof WorkbenchError) || error.details.row === undefined) throw error
        this.#refuse(this.#rowCount + row, error)
      }
      if (row % STEP_ROWS === 0) await slice.breathe()
      if (this.#refused || this.#signal.aborted) break
    }
    this.#rowCount += batch.rowCount
    if (this.#refused) await this.end()
  }

  /** Waits for the replies to all that was sent. Rejects with the first row that was refused. */
  async end(): Promise<number> {
    for (const [node, lane] of this.#lanes) this.#send(node, lane)
    await Promise.all(this.#flights)
    if (!this.#refused) return this.#rowCount
    const { row, error } = this.#refused
    const { code, message, details, cause } = error
    throw new WorkbenchError(code, message, { details: { ...details, row }, cause })
  }

  /** Without a promise a row where there is one server. */
  #add(batch: Batch, row: number): Promise<void> | void {
    const key = this.#commands.keyOf(batch, row)
    const { nodeFor, main } = this.#nodes
    if (!nodeFor) return this.#addTo(main, batch, row, key)
    return nodeFor(key).then((node) => this.#addTo(node, batch, row, key))
  }

  #addTo(node: NodeSession, batch: Batch, row: number, key: Buffer): Promise<void> | void {
    const lane = this.#lanes.get(node) ?? new Lane()
    this.#lanes.set(node, lane)
    const start = lane.bytes.length
    this.#commands.encode(lane.bytes, batch, row, key)
    lane.starts.push(start)
    lane.rows.push(this.#rowCount + row)
    if (lane.bytes.length < FLIGHT_BYTES) return
    this.#send(node, lane)
    if (this.#flights.length >= MAX_FLIGHTS) return this.#flights[0]
  }

  #send(node: NodeSession, lane: Lane): void {
    this.#lanes.delete(node)
    const flight = this.#fly(node, lane).finally(() => {
      void this.#flights.splice(this.#flights.indexOf(flight), 1)
    })
    this.#flights.push(flight)
    // Who waits for it is told; this is for when nobody does yet.
    flight.catch(() => {})
  }

  async #fly(node: NodeSession, { bytes, rows, starts }: Lane): Promise<void> {
    const sent = bytes.take()
    const moved: { readonly at: number; readonly to: Redirection }[] = []
    let at = 0
    const heed = (reply: Reply) => {
      if (reply instanceof ReplyError) {
        const to = this.#nodes.nodeFor && redirectionOf(reply, node.address)
        if (to) moved.push({ at, to })
        else this.#refuse(rows[at]!, commandError(reply))
      }
      at++
    }
    await node.session.requestAll(sent, rows.length, repliesTo(heed))
    for (const { at: index, to } of moved)
      await this.#resend(sent.subarray(starts[index], starts[index + 1]), rows[index]!, to)
  }

  /** To where the cluster says that the key is now. */
  async #resend(command: Buffer, row: number, to: Redirection): Promise<void> {
    const { session } = await this.#nodes.follow(to)
    // No other command may come in between.
    const commands = to.isForGood ? [command] : [encodeCommand(['ASKING']), command]
    const heed = (reply: Reply) => {
      if (reply instanceof ReplyError) this.#refuse(row, commandError(reply))
    }
    await session.requestAll(Buffer.concat(commands), commands.length, repliesTo(heed))
  }

  #refuse(row: number, error: WorkbenchError): void {
    if (!this.#refused || row < this.#refused.row) this.#refused = { row, error }
  }
}

/** Counts and status lines are all that these commands are answered with. */
const repliesTo = (heed: (reply: Reply) => void): ReplyHandler => ({
  value: heed,
  begin: () => {},
  element: () => {},
  end: () => {},
})
