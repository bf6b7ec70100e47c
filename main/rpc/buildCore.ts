import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { WorkbenchError } from '../../contract/errors.ts'
import { routeOf } from '../../contract/sql/routeOf.ts'
import type { Clock } from '../clock.ts'
import type { Driver } from '../drivers/driver.ts'
import type { SpawnProcess } from '../drivers/process.ts'
import { drivers as allDrivers } from '../drivers/registry.ts'
import { unlessCancelled } from '../drivers/unlessCancelled.ts'
import { EditService } from '../edit/EditService.ts'
import { KeptEditService } from '../edit/KeptEditService.ts'
import { ExploreService } from '../explore/ExploreService.ts'
import { SchemaService } from '../explore/SchemaService.ts'
import { FrameStore } from '../frame/FrameStore.ts'
import type { Logger } from '../logger.ts'
import { AlertService } from '../observe/AlertService.ts'
import { MetricsExport } from '../observe/MetricsExport.ts'
import { PoolEventHistory } from '../observe/PoolEventHistory.ts'
import { PoolHistory, type PoolHistoryOptions } from '../observe/PoolHistory.ts'
import { StatementLog } from '../observe/StatementLog.ts'
import { PoolManager } from '../pool/PoolManager.ts'
import { RoutedSessions } from '../pool/routing/RoutedSessions.ts'
import { ConfigService } from '../profiles/config/ConfigService.ts'
import { ProfileService } from '../profiles/ProfileService.ts'
import type { SecretCipher } from '../profiles/secrets/CipherSecrets.ts'
import type { Keychain } from '../profiles/secrets/KeychainSecrets.ts'
import { openSecretStore } from '../profiles/secrets/openSecretStore.ts'
import { osKeychain } from '../profiles/secrets/osKeychain.ts'
import { AnswerCache } from '../query/AnswerCache.ts'
import { CountService } from '../query/CountService.ts'
import { PlanService } from '../query/PlanService.ts'
import { bindStatement } from '../query/bindStatement.ts'
import { QueryService } from '../query/QueryService.ts'
import type { RunHistory } from '../query/rememberRun.ts'
import { KeptSessions } from '../query/KeptSessions.ts'
import type { RunEnvironment } from '../query/Run.ts'
import type { SessionSource } from '../query/SessionSource.ts'
import { Transactions } from '../query/Transactions.ts'
import { Milestones } from '../storage/Milestones.ts'
import { HostKeyStore } from '../tunnel/HostKeyStore.ts'
import { Tunnels } from '../tunnel/Tunnels.ts'
import { CopyService } from '../transfer/CopyService.ts'
import { ExportService } from '../transfer/ExportService.ts'
import { FrameWorkService } from '../work/FrameWorkService.ts'
import { ImportService } from '../transfer/ImportService.ts'
import { FindService } from '../work/FindService.ts'
import { ViewService } from '../work/ViewService.ts'
import { Workshop } from '../work/Workshop.ts'
import type { HostHooks } from './HostHooks.ts'
import { SAMPLE_PROFILE_ID } from '../sample/sampleProfile.ts'
import type { Stores } from './openStores.ts'

const BYTES_PER_MIB = 1_024 * 1_024

export type CoreOptions = {
  dataDir: string
  spawnProcess: SpawnProcess
  /** The file of a built module by its name: `frameWorker`, `sqliteProcess`. */
  resolveModule: (moduleName: string) => string
  clock: Clock
  random: () => number
  host: HostHooks
  /** Where the host has one; else the keychain is tried, then a file under a passphrase. */
  secretCipher?: SecretCipher
  logger: Logger
  /** Where connections are configured; `sluice.config.json` of the data folder when left out. */
  configFile?: string
  /** Of the environment; connections may be among them. None when left out. */
  variables?: Readonly<Record<string, string | undefined>>
  /** Those of the registry when left out. */
  drivers?: readonly Driver[]
  /** That of the operating system when left out. */
  openKeychain?: () => Promise<Keychain>
}

/** The services, as the calls of the contract use them. */
export type Core = {
  drivers: readonly Driver[]
  profiles: ProfileService
  tunnels: Tunnels
  pools: PoolManager
  routing: RoutedSessions
  config: ConfigService
  poolHistory: PoolHistory
  poolEvents: PoolEventHistory
  alerts: AlertService
  metricsExport: MetricsExport
  answers: AnswerCache
  explorer: ExploreService
  schemas: SchemaService
  frames: FrameStore
  queries: QueryService
  statementLog: StatementLog
  plans: PlanService
  counts: CountService
  edits: EditService
  keptEdits: KeptEditService
  /** The threads that views and works on frames are made in. */
  workshop: Workshop
  transactions: Transactions
  keptSessions: KeptSessions
  views: ViewService
  frameWork: FrameWorkService
  finds: FindService
  copies: CopyService
  exports: ExportService
  imports: ImportService
}

export function buildCore(options: CoreOptions, stores: Stores): Core {
  const { dataDir, clock, logger, random, resolveModule, host } = options
  const drivers = options.drivers ?? allDrivers
  const tunnels = new Tunnels(new HostKeyStore(stores.database), clock)
  const profiles = buildProfiles(options, stores, drivers, tunnels)
  const config = new ConfigService({
    drivers,
    variables: options.variables ?? {},
    filePath: options.configFile ?? join(dataDir, 'sluice.config.json'),
    apply: (given) => profiles.applyConfigured(given),
    clock,
    logger,
  })
  const pools = new PoolManager({
    async connect(poolId, signal) {
      if (poolId === SAMPLE_PROFILE_ID) await stores.sampleWritten
      return profiles.connect(poolId, signal)
    },
    describe: (profileId) => profiles.describePool(profileId),
    limits: () => config.limits,
    clock,
    random,
  })
  const routing = new RoutedSessions({
    poolFor: (poolId) => pools.poolFor(poolId),
    describe: (profileId) => profiles.describeRouting(profileId),
    clock,
  })
  const sessions: SessionSource = {
    use: async ({ profileId, statements }, terms, work) => {
      // Here too, where it does not count against the time that a connection may take.
      if (profileId === SAMPLE_PROFILE_ID)
        await unlessCancelled(
          stores.sampleWritten,
          terms.signal ?? new AbortController().signal,
          () => new WorkbenchError('aborted', 'Given up while the sample was being written.'),
        )
      const splitter = profiles.driverOf(profileId).dialect.splitter
      const wish = statements ? routeOf(statements, splitter) : { intent: 'catalog' as const }
      return routing.use(profileId, wish, terms, work)
    },
  }
  const frames = new FrameStore({ spillDirectory: join(dataDir, 'results') })
  const answers = new AnswerCache({
    frames,
    clock,
    limitBytes: (profileId) => (profiles.find(profileId)?.keptAnswersMiB ?? 0) * BYTES_PER_MIB,
    onlyRead: (profileId, statements) =>
      routeOf(statements, profiles.driverOf(profileId).dialect.splitter).intent === 'read',
  })
  const explorer = new ExploreService({
    sessions,
    driverOf: (profileId) => profiles.driverOf(profileId),
    findDriver: (profileId) => profiles.findDriver(profileId),
  })
  const schemas = new SchemaService({
    sessions,
    driverOf: (profileId) => profiles.driverOf(profileId),
  })
  profiles.onSaved((profileId) => {
    answers.forget(profileId)
    explorer.forget(profileId)
    pools.reload(profileId)
    routing.reload(profileId)
  })
  profiles.onDeleted((profileId) => {
    answers.forget(profileId)
    stores.parameters.forget(profileId)
    explorer.forget(profileId)
    routing.remove(profileId)
    void pools.removeProfile(profileId)
  })
  config.start()
  const keptSessions = new KeptSessions({
    sessions,
    dialectOf: (profileId) => profiles.driverOf(profileId).dialect,
    clock,
  })
  const transactions = new Transactions({
    sessions: keptSessions,
    driverOf: (profileId) => profiles.driverOf(profileId),
    clock,
  })
  const bind: NonNullable<RunEnvironment['bind']> = (profileId, sql, values) =>
    bindStatement(sql, values, profiles.driverOf(profileId).dialect)
  const addToHistory: RunHistory['addToHistory'] = (entry) => stores.history.add(entry)
  const statementLog = new StatementLog({
    slowMs: () => stores.preferences.get().slowMs,
    storage: host.info.kind === 'cli' ? null : stores.poolRecords,
    clock,
    logger,
  })
  const queries = new QueryService({
    sessions: transactions,
    frames,
    clock,
    logger,
    answers,
    bind,
    keepsTransactions: (id) => profiles.driverOf(id).dialect.transaction !== undefined,
    addToHistory,
    onStatementRan: (profileId, sql) => explorer.noteStatement(profileId, sql),
    onStatementTimed: ({ profileId, ...ran }) => {
      const splitter = profiles.findDriver(profileId)?.dialect.splitter ?? 'none'
      statementLog.add({ ...ran, splitter })
    },
  })
  const plans = new PlanService({
    sessions: transactions,
    driverOf: (profileId) => profiles.driverOf(profileId),
    isReadOnly: (profileId) => profiles.find(profileId)?.isReadOnly ?? true,
    clock,
    bind,
  })
  const counts = new CountService({
    sessions: transactions,
    keptSessions,
    driverOf: (profileId) => profiles.driverOf(profileId),
  })
  const edits = new EditService({
    sessions: transactions,
    frames,
    driverOf: (profileId) => profiles.driverOf(profileId),
    isReadOnly: (profileId) => profiles.find(profileId)?.isReadOnly ?? true,
    explorer,
    clock,
    logger,
    addToHistory,
  })
  const keptEdits = new KeptEditService({ store: stores.keptEdits, edits, frames })
  const { openDownload } = host
  const exports = new ExportService({
    frames,
    sessions,
    drivers,
    bind,
    resolveModule,
    clock,
    logger,
    addToHistory,
    openDownload,
  })
  const workshop = new Workshop({ frames, resolveModule })
  const views = new ViewService({ frames, workshop })
  const frameWork = new FrameWorkService({ frames, workshop })
  const imports = new ImportService({
    sessions,
    frames,
    driverOf: (profileId) => profiles.driverOf(profileId),
    resolveModule,
    clock,
    logger,
    addToHistory,
    onImported: (profileId) => explorer.forget(profileId),
    openDownload,
  })
  const finds = new FindService({ frames, workshop })
  const copies = new CopyService({ frames, drivers, resolveModule })
  // The pools of one command are over before anybody could look at them.
  const onStats: PoolHistoryOptions['onStats'] = (listener) =>
    host.info.kind === 'cli' ? () => {} : pools.onStats(listener)
  const poolHistory = new PoolHistory({ storage: stores.poolHistory, onStats, clock, logger })
  const poolEvents = new PoolEventHistory({
    storage: stores.poolRecords,
    onEvent: (listener) => (host.info.kind === 'cli' ? () => {} : pools.onEvent(listener)),
    clock,
    logger,
  })
  const alerts = new AlertService({
    storage: stores.alerts,
    onStats,
    clock,
    logger,
    newId: randomUUID,
    isNew: new Milestones(stores.database).passes('alert-rules', clock.wallClockMs()),
  })
  profiles.onDeleted((profileId) => {
    poolHistory.forget(profileId)
    poolEvents.forget(profileId)
    statementLog.forget(profileId)
  })
  const metricsExport = new MetricsExport({
    stats: () => pools.list().map((pool) => pool.stats()),
    version: host.info.version,
    clock,
    logger,
  })
  if (host.info.kind !== 'cli') {
    metricsExport.apply(config.metrics)
    config.onChanged(() => metricsExport.apply(config.metrics))
  }
  return {
    drivers,
    profiles,
    tunnels,
    pools,
    routing,
    config,
    poolHistory,
    poolEvents,
    alerts,
    metricsExport,
    answers,
    explorer,
    schemas,
    frames,
    queries,
    statementLog,
    plans,
    counts,
    edits,
    keptEdits,
    workshop,
    transactions,
    keptSessions,
    views,
    frameWork,
    finds,
    copies,
    exports,
    imports,
  }
}

function buildProfiles(
  { dataDir, spawnProcess, clock, logger, secretCipher, openKeychain = osKeychain }: CoreOptions,
  { database, profiles: store }: Stores,
  drivers: readonly Driver[],
  tunnels: Tunnels,
): ProfileService {
  // Not waited for: a keychain that does not answer must not hold up the start.
  const secrets = openSecretStore({
    database,
    dataDir,
    cipher: secretCipher,
    openKeychain,
    clock,
    logger,
  })
  const environment = { spawnProcess }
  return new ProfileService({ store, secrets, drivers, environment, tunnels, clock })
}
