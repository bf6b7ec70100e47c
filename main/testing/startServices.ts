import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { systemClock } from '../clock.ts'
import { forkProcess } from '../host/forkProcess.ts'
import { silentLogger } from '../logger.ts'
import { buildServices, type Services, type ServicesOptions } from '../rpc/buildServices.ts'

const SOURCES: Record<string, string> = {
  frameWorker: '../frame/frameWorker.ts',
  polarsWorker: '../work/polarsWorker.ts',
  importWorker: '../transfer/import/importWorker.ts',
  sampleProcess: '../sample/sampleProcess.ts',
  sqliteProcess: '../drivers/sqlite/sqliteProcess.ts',
}

/** Where a module is before anything is built: Node runs the sources themselves. */
export const sourceModule = (name: string) =>
  fileURLToPath(new URL(SOURCES[name]!, import.meta.url))

export type StartedServices = Services & { dataDir: string; stop(): Promise<void> }

/** All of main below the hosts, on a folder of its own unless one is given; no keychain. */
export async function startServices(
  changes: Partial<ServicesOptions> = {},
): Promise<StartedServices> {
  const dataDir = changes.dataDir ?? mkdtempSync(join(tmpdir(), 'sluice-services-'))
  const services = await buildServices({
    dataDir,
    spawnProcess: forkProcess(sourceModule),
    resolveModule: sourceModule,
    clock: systemClock,
    random: Math.random,
    // Without a sample: writing it takes seconds.
    host: { info: { kind: 'cli', version: '0.0.0', platform: process.platform } },
    openKeychain: () => Promise.reject(new Error('Tests leave the keychain alone.')),
    logger: silentLogger,
    ...changes,
  })
  return {
    ...services,
    dataDir,
    async stop() {
      await services.shutdown({ deadlineMs: 1_000 })
      if (!changes.dataDir) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
