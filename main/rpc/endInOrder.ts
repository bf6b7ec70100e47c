import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import type { Core } from './buildCore.ts'
import type { RpcServer } from './createServer.ts'
import type { Stores } from './openStores.ts'

/** Runs whose sessions were cut end at once; one that does not is a driver's bug. */
const RUNS_END_MS = 1_000

/**
 * Ends the parts of main, those that use others first. A part that fails is logged and keeps none of
 * the others from ending.
 */
export async function endInOrder(
  { clock, logger, deadlineMs }: { clock: Clock; logger: Logger; deadlineMs: number },
  { server, core, stores }: { server: RpcServer; core: Core; stores: Stores },
): Promise<void> {
  const { config, pools, routing, tunnels, poolHistory, alerts, metricsExport, queries } = core
  const { poolEvents, statementLog, transactions, keptSessions, workshop } = core
  const { exports, copies, frames } = core
  const steps: Record<string, () => void | Promise<void>> = {
    // Aborts what the windows still run, so that the pools have little to wait for.
    windows: () => server.close(),
    config: () => config.stop(),
    routing: () => routing.stop(),
    transactions: () => transactions.shutdown(),
    sessions: () => keptSessions.shutdown(),
    pools: () => pools.shutdown({ deadlineMs }),
    tunnels: () => tunnels.shutdown(),
    runs: () => settledWithin(clock, RUNS_END_MS, queries.settled()),
    exports: () => exports.shutdown(),
    copies: () => copies.shutdown(),
    workshop: () => workshop.shutdown(),
    history: () => poolHistory.close(),
    events: () => poolEvents.close(),
    statements: () => statementLog.close(),
    alerts: () => alerts.close(),
    metrics: () => metricsExport.stop(),
    results: () => frames.shutdown(),
    // Its process would write on into a folder that may be about to go.
    sample: () => stores.endSample(),
    stores: () => stores.close(),
  }
  for (const [part, step] of Object.entries(steps))
    try {
      await step()
    } catch (error) {
      logger.error({ err: error, part }, 'A part could not be ended in order.')
    }
}

async function settledWithin(clock: Clock, limitMs: number, work: Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const cancelTimer = clock.setTimer(resolve, limitMs)
  await Promise.race([work, promise])
  cancelTimer()
}
