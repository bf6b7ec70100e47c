import { randomUUID } from 'node:crypto'
import type { CallName, Calls, EventName, Events } from '../../contract/api.ts'
import type {
  CallContext,
  EventSources,
  Filter,
  Handlers,
  Payload,
  RequestInput,
  Response,
} from '../../contract/contract.ts'
import type { FrameStore } from '../frame/FrameStore.ts'
import type { PoolManager } from '../pool/PoolManager.ts'
import { buildCore, type Core, type CoreOptions } from './buildCore.ts'
import { alertHandlers, alertSources } from './alerts.ts'
import { copyHandlers, copySources } from './copies.ts'
import { configHandlers, configSources } from './config.ts'
import { explainFullDisk } from './explainFullDisk.ts'
import { createRpcServer, type RpcServer } from './createServer.ts'
import { editHandlers } from './edits.ts'
import { diagramHandlers } from './diagrams.ts'
import { endInOrder } from './endInOrder.ts'
import { explorerHandlers } from './explorer.ts'
import { exportHandlers, exportSources } from './exports.ts'
import { frameHandlers } from './frames.ts'
import { importHandlers, importSources } from './imports.ts'
import { openStores, type Stores } from './openStores.ts'
import { countHandlers } from './counts.ts'
import { planHandlers } from './plans.ts'
import { menuHandlers, menuSources } from './menus.ts'
import { parameterHandlers } from './parameters.ts'
import {
  poolHandlers,
  poolHistoryHandlers,
  poolSources,
  routingHandlers,
  routingSources,
} from './pools.ts'
import { profileImportHandlers } from './profileImports.ts'
import { profileHandlers, profileSources } from './profiles.ts'
import { queryHandlers, querySources } from './query.ts'
import { resultHandlers } from './results.ts'
import { schemaHandlers } from './schemas.ts'
import { savedHandlers, savedSources } from './saved.ts'
import { sessionHandlers, sessionSources } from './sessions.ts'
import { statementHandlers } from './statements.ts'
import { transactionHandlers, transactionSources } from './transactions.ts'
import { workspaceHandlers, workspaceSources } from './workspace.ts'

export type { HostHooks } from './HostHooks.ts'
export type { SecretCipher } from '../profiles/secrets/CipherSecrets.ts'

export type ServicesOptions = CoreOptions & {
  /** Made when missing, readable by its owner only. */
  dataDir: string
  /** See `RpcServerOptions.graceMs`. */
  graceMs?: number
}

export type Services = {
  connectClient: RpcServer['connectClient']
  /** The same calls as a window makes, checked the same way. */
  call<N extends CallName>(
    name: N,
    request: RequestInput<Calls[N]>,
    context?: Partial<CallContext>,
  ): Promise<Response<Calls[N]>>
  subscribe<N extends EventName>(
    name: N,
    filter: Filter<Events[N]>,
    listener: (payload: Payload<Events[N]>) => void,
  ): () => void
  /** Stored results, for a host that writes them out itself, as the terminal does. */
  frames: FrameStore
  pools: PoolManager
  /** Ends everything, within about `deadlineMs`. Calling twice is fine. */
  shutdown(options: { deadlineMs: number }): Promise<void>
}

/** Builds all of main below the hosts. Throws `file-failed` when `dataDir` cannot be used. */
export async function buildServices(options: ServicesOptions): Promise<Services> {
  const stores = openStores(options)
  const core = buildCore(options, stores)
  const { pools, frames, queries, transactions, keptSessions } = core
  const server = createRpcServer({
    handlers: handlersOf(options, stores, core),
    sources: sourcesOf(options, stores, core),
    logger: options.logger,
    explainError: (error) => explainFullDisk(error, options.dataDir),
    clock: options.clock,
    ...(options.graceMs !== undefined && { graceMs: options.graceMs }),
    onClientGone: (clientId) => {
      transactions.closeClient(clientId)
      keptSessions.closeClient(clientId)
      void queries.closeClient(clientId)
    },
  })
  const { connectClient, subscribe } = server
  const defaults: CallContext = { signal: new AbortController().signal, clientId: randomUUID() }
  let ending: Promise<void> | null = null
  return {
    connectClient,
    subscribe,
    call: (name, request, context) => server.call(name, request, { ...defaults, ...context }),
    frames,
    pools,
    shutdown: ({ deadlineMs }) =>
      (ending ??= endInOrder({ ...options, deadlineMs }, { server, core, stores })),
  }
}

const handlersOf = (options: ServicesOptions, stores: Stores, core: Core): Handlers<Calls> => ({
  ...profileHandlers(core.profiles, core.drivers),
  ...profileImportHandlers(core.profiles, core.drivers),
  ...explorerHandlers(core.explorer),
  ...schemaHandlers(core.schemas),
  ...diagramHandlers(stores.diagrams),
  ...queryHandlers(core.queries),
  ...planHandlers(core.plans),
  ...countHandlers(core.counts),
  ...editHandlers(core.edits, core.keptEdits),
  ...resultHandlers(core.frames, core.views, core.finds),
  ...copyHandlers(core.copies),
  ...frameHandlers(core.frameWork),
  ...exportHandlers(core.exports),
  ...poolHandlers(core.pools, core.profiles, core.answers, core.poolEvents),
  ...poolHistoryHandlers(core.poolHistory),
  ...alertHandlers(core.alerts, options.host),
  ...importHandlers(core.imports, options.host),
  ...routingHandlers(core.routing),
  ...sessionHandlers(core.keptSessions),
  ...statementHandlers(core.statementLog),
  ...transactionHandlers(core.transactions),
  ...configHandlers(core.config),
  ...parameterHandlers(stores.parameters),
  ...savedHandlers(stores),
  ...workspaceHandlers({ host: options.host, ...stores }),
  ...menuHandlers(options.host),
})

const sourcesOf = (options: ServicesOptions, stores: Stores, core: Core): EventSources<Events> => ({
  ...profileSources(core.profiles),
  ...querySources(core.queries),
  ...copySources(core.copies),
  ...exportSources(core.exports),
  ...importSources(core.imports),
  ...poolSources(core.pools),
  ...alertSources(core.alerts),
  ...routingSources(core.routing),
  ...sessionSources(core.keptSessions),
  ...transactionSources(core.transactions),
  ...configSources(core.config),
  ...savedSources(stores),
  ...workspaceSources(stores),
  ...menuSources(options.host),
})
