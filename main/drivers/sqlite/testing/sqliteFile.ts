import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConnectionTarget } from '../../driver.ts'
import { forkProcess } from '../../../host/forkProcess.ts'

/** Starts the driver's process from its source. */
export const spawnProcess = forkProcess((moduleName) =>
  join(import.meta.dirname, '..', `${moduleName}.ts`),
)

/** A folder of its own for each test file, gone after it. */
export function temporaryFolder(): { path(name: string): string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-sqlite-'))
  return {
    path: (name) => join(folder, name),
    // A process that was just killed may still be writing its journal.
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }),
  }
}

/** A database file as a profile has it; busy machines are given time. */
export const targetOf = (
  path: string,
  fields: ConnectionTarget['fields'] = {},
): ConnectionTarget => ({
  profileName: 'shop',
  fields: { path, mode: 'create', ...fields },
  isReadOnly: false,
  connectTimeoutMs: 20_000,
  statementTimeoutMs: 0,
})

/** Whether a process is computing at this moment. */
export function isComputing(pid: number): boolean {
  try {
    // After the name in brackets: the state, R while it runs.
    return / R /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').slice(0, 3))
  } catch {
    return false
  }
}

export const writeNonsense = (path: string): void =>
  writeFileSync(path, 'This is a letter to the harbour master, not a database.\n'.repeat(40))
