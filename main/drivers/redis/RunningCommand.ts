import { WorkbenchError } from '../../../contract/errors.ts'
import type { RunSink } from '../driver.ts'
import { cancelledError } from './classifyError.ts'
import type { NodeSession } from './ClusterSessions.ts'
import { runsScript } from './commandRules.ts'
import type { CommandWords } from './commandText.ts'
import type { SessionTerms } from './openSession.ts'
import { ReplyTable } from './ReplyTable.ts'
import { stopCommand } from './stopCommand.ts'

export type RunningCommandOptions = {
  readonly command: string
  readonly words: CommandWords
  readonly sink: RunSink
  readonly terms: SessionTerms
  /** 0: no limit. */
  readonly statementTimeoutMs: number
  readonly signal: AbortSignal
}

/** One command on its way: its reply into the sink, and how it is stopped. */
export class RunningCommand {
  readonly #options: RunningCommandOptions

  constructor(options: RunningCommandOptions) {
    this.#options = options
  }

  /** Runs it on a node to the end of its reply, which may be an error of the server. */
  async on(node: NodeSession): Promise<ReplyTable> {
    const { command, words, sink, signal, statementTimeoutMs } = this.#options
    // It may have been cancelled while the node was looked for.
    if (signal.aborted) throw cancelledError()
    const { session } = node
    const table = new ReplyTable({
      command,
      sink,
      pause: () => session.pause(),
      resume: () => session.resume(),
    })
    const ended = session.request(words, table)
    const stopping: Promise<void>[] = []
    const stopped = Promise.withResolvers<void>()
    let isTimedOut = false
    const stop = () => {
      table.discard()
      stopped.resolve()
      if (stopping.length === 0) stopping.push(this.#stop(node, ended))
    }
    const timer = statementTimeoutMs
      ? setTimeout(() => {
          isTimedOut = true
          stop()
        }, statementTimeoutMs)
      : null
    signal.addEventListener('abort', stop, { once: true })
    try {
      await ended
      // A sink that is never ready again must not hold up a stop.
      if (stopping.length === 0) await Promise.race([table.finish(), stopped.promise])
    } catch (error) {
      if (stopping.length === 0) throw error
    } finally {
      if (timer) clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      // Until the server has dealt with the request, it might hit the next command.
      await Promise.all(stopping)
    }
    if (table.failure) throw table.failure.error
    if (isTimedOut) throw timeoutError(statementTimeoutMs)
    if (stopping.length > 0) throw cancelledError()
    return table
  }

  async #stop(node: NodeSession, ended: Promise<void>): Promise<void> {
    const { command, terms } = this.#options
    const { address, greeting, session } = node
    const { sessionId } = greeting
    const hasEnded = await stopCommand(
      { address, terms, sessionId, isScript: runsScript(command) },
      ended,
    )
    if (!hasEnded) session.destroy()
  }
}

const timeoutError = (timeoutMs: number): WorkbenchError =>
  new WorkbenchError(
    'statement-timeout',
    `The command took longer than the ${timeoutMs} ms that the connection allows, and was stopped.`,
    { details: { timeoutMs } },
  )
