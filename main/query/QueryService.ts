import type { CallContext } from '../../contract/contract.ts'
import type { RunEvent, RunSummary } from '../../contract/query.ts'
import type { FrameStore } from '../frame/FrameStore.ts'
import { Run, type RunEnvironment, type RunRequest } from './Run.ts'
import { RunEventRelay } from './RunEventRelay.ts'

export type QueryServiceOptions = RunEnvironment & { frames: Pick<FrameStore, 'closeClient'> }

/** Runs what the user wrote, as `query.run` of the contract says. */
export class QueryService {
  readonly #options: QueryServiceOptions
  readonly #relay: RunEventRelay
  readonly #runsByClient = new Map<string, Set<Promise<unknown>>>()

  constructor(options: QueryServiceOptions) {
    this.#options = options
    this.#relay = new RunEventRelay(options.clock)
  }

  /** Throws only for a `runId` that is in use: whatever befalls the run itself is its outcome. */
  async run(request: RunRequest, { signal, clientId }: CallContext): Promise<RunSummary> {
    const { emit, end } = this.#relay.open(request.runId)
    const run = new Run(this.#options, request, { emit, signal, clientId })
    const summary = run.perform().finally(end)
    return this.#track(clientId, summary)
  }

  onEvents(runId: string, listener: (event: RunEvent) => void): () => void {
    return this.#relay.subscribe(runId, listener)
  }

  /** Closes the results of a client that is gone, those its last runs still leave among them. */
  async closeClient(clientId: string): Promise<void> {
    const { frames } = this.#options
    await frames.closeClient(clientId)
    await Promise.allSettled([...(this.#runsByClient.get(clientId) ?? [])])
    await frames.closeClient(clientId)
  }

  /** Resolves when no run is under way. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#runsByClient.values()].flatMap((runs) => [...runs]))
  }

  #track<T>(clientId: string, run: Promise<T>): Promise<T> {
    const runs = this.#runsByClient.get(clientId) ?? new Set()
    this.#runsByClient.set(clientId, runs.add(run))
    return run.finally(() => {
      runs.delete(run)
      if (runs.size === 0) this.#runsByClient.delete(clientId)
    })
  }
}
