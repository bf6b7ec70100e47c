import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { version } from '../package.json'
import { WorkbenchError } from '../contract/errors.ts'
import { insertOptionsSchema } from '../contract/exports.ts'
import { systemClock as clock } from './clock.ts'
import { drivers } from './drivers/registry.ts'
import { startBrowserHost } from './host/browser/startBrowserHost.ts'
import { onInterrupt } from './host/cli/onInterrupt.ts'
import { listPools } from './host/cli/listPools.ts'
import { readScript } from './transfer/readScript.ts'
import { runCommand, type Session } from './host/cli/runCommand.ts'
import { commandNamed, parseCommandLine, usageOf, type Command } from './host/commandLine.ts'
import { defaultDataDir } from './host/defaultDataDir.ts'
import type { PoolsCommand } from './host/parsePools.ts'
import { forkProcess } from './host/forkProcess.ts'
import { silentLogger } from './logger.ts'
import { openLog } from './host/openLog.ts'
import { buildServices } from './rpc/buildServices.ts'
import { holdDataDir } from './storage/holdDataDir.ts'
import { Rejects } from './transfer/import/Rejects.ts'
import { importFile } from './transfer/import/importFile.ts'
import { describeDatabase } from './explore/describeDatabase.ts'
import { openByUrl } from './transfer/openByUrl.ts'
import { exportQuery } from './transfer/exportQuery.ts'
import { streamScript } from './transfer/streamScript.ts'

/** Everything that is built lies in one folder, `out`. */
const built = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const resolveModule = (name: string) => built(`./${name}.js`)
const rendererFolder = built('../renderer')

const usualDataDir = () =>
  defaultDataDir({ platform: process.platform, home: homedir(), environment: process.env })

async function startDesktop(): Promise<void> {
  const { startElectronHost } = await import('./host/electron/startElectronHost.ts')
  startElectronHost({
    usualDataDir: usualDataDir(),
    version,
    rendererFolder,
    preloadFile: built('../preload/index.cjs'),
    clock,
    openLog,
    resolveModule,
    buildServices: (options) =>
      buildServices({ ...options, clock, resolveModule, random: Math.random }),
  })
}

async function runInTerminal(command: Command): Promise<number> {
  switch (command.kind) {
    case 'help':
      process.stdout.write(usageOf(command.about))
      return 0
    case 'version':
      process.stdout.write(`${version}\n`)
      return 0
    case 'browser': {
      const dataDir = resolve(command.dataDir ?? usualDataDir())
      holdDataDir(dataDir)
      const logger = openLog(dataDir)
      await startBrowserHost({
        command,
        dataDir,
        version,
        rendererFolder,
        clock,
        logger,
        buildServices: (options) =>
          buildServices({
            ...options,
            dataDir,
            clock,
            logger,
            resolveModule,
            spawnProcess: forkProcess(resolveModule),
            random: Math.random,
          }),
      })
      return 0
    }
    case 'pools':
      return showPools(command)
    default:
      return runCommand(command, {
        stdout: process.stdout,
        stderr: process.stderr,
        password: process.env['SLUICE_PASSWORD'] || null,
        interrupted: onInterrupt(),
        nowMs: clock.now,
        readScript: (path) => readScript(path, process.stdin),
        openSession,
      })
  }
}

async function showPools(command: PoolsCommand): Promise<number> {
  const dataDir = resolve(command.dataDir ?? usualDataDir())
  const services = await buildServices({
    dataDir,
    host: { info: { kind: 'cli', version, platform: process.platform } },
    clock,
    logger: silentLogger,
    resolveModule,
    spawnProcess: forkProcess(resolveModule),
    random: Math.random,
    variables: process.env,
    ...(command.configFile !== null && { configFile: resolve(command.configFile) }),
  })
  try {
    const { problems } = await services.call('config.status', {})
    for (const { field, message } of problems) process.stderr.write(`${field}: ${message}\n`)
    const write = (text: string) => void process.stdout.write(text)
    return (await listPools(command, services, write, onInterrupt())) ? 0 : 1
  } finally {
    await services.shutdown({ deadlineMs: 1_000 })
  }
}

async function openSession(
  target: { url: string; password: string | null },
  signal: AbortSignal,
): Promise<Session> {
  const environment = { drivers, spawnProcess: forkProcess(resolveModule) }
  const { driver, connection } = await openByUrl(target, environment, signal)
  return {
    server: connection.server,
    ping: (pingSignal) => connection.ping(pingSignal),
    describe: ({ table, format }, describeSignal) =>
      describeDatabase({ driver, connection, table, format }, describeSignal),
    stream: (script, runSignal) => streamScript(connection, driver.dialect, script, runSignal),
    export: ({ dialect, table, ...command }, watch, runSignal) =>
      exportQuery(
        connection,
        driver.dialect,
        {
          ...command,
          ...watch,
          path: resolve(command.path),
          inserts: insertOptionsSchema.parse({ driverId: dialect ?? driver.id, table }),
        },
        { drivers, modulePath: resolveModule('frameWorker'), clock },
        runSignal,
      ),
    import: (
      { source, schema, table, creates, maxRejects, rejectsPath, points },
      onProgress,
      runSignal,
    ) =>
      importFile(
        {
          source: { ...source, path: resolve(source.path) },
          target: { schema, table, creates },
          columns: null,
          points,
          names: [],
          rejects: new Rejects(maxRejects),
          rejectsPath: rejectsPath === null ? null : resolve(rejectsPath),
          onProgress,
        },
        { driver, connection, modulePath: resolveModule('importWorker'), clock },
        runSignal,
      ),
    close: () => connection.close(),
  }
}

function readCommand(): Command {
  const argv = process.argv.slice(2)
  try {
    return parseCommandLine(argv)
  } catch (error) {
    process.stderr.write(`${usageOf(commandNamed(argv))}\n${(error as Error).message}\n`)
    process.exit(2)
  }
}

if (process.versions['electron']) {
  await startDesktop()
} else {
  try {
    process.exitCode = await runInTerminal(readCommand())
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}
