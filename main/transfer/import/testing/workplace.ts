import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach } from 'vitest'
import type { z } from 'zod'
import {
  importSourceSchema,
  type ImportSource,
  type InspectedFile,
} from '../../../../contract/imports.ts'
import { systemClock } from '../../../clock.ts'
import { inspectInThread } from '../FileThread.ts'
import { drivers } from '../../../drivers/registry.ts'
import type { Connection, Driver } from '../../../drivers/driver.ts'
import { runCollecting } from '../../../drivers/testing/CollectingSink.ts'
import { forkProcess } from '../../../host/forkProcess.ts'
import { sourceModule } from '../../../testing/startServices.ts'
import { openByUrl } from '../../openByUrl.ts'
import { type FileImport, importFile } from '../importFile.ts'
import { Rejects } from '../Rejects.ts'

export const modulePath = sourceModule('importWorker')
export const never = new AbortController().signal

/** A folder with files of a test, and sessions that end with it. */
export function useWorkplace() {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-import-'))
  const opened: Connection[] = []
  afterEach(() => {
    for (const connection of opened.splice(0)) connection.destroy()
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }))
  return {
    path: (name: string) => join(folder, name),
    write(name: string, content: string | Uint8Array): string {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    },
    async open(url: string): Promise<Place> {
      const environment = { drivers, spawnProcess: forkProcess(sourceModule) }
      const place = await openByUrl({ url, password: null }, environment, never)
      opened.push(place.connection)
      return place
    },
  }
}

export type Place = { driver: Driver; connection: Connection }

export const sourceOf = (
  path: string,
  changes: Partial<z.input<typeof importSourceSchema>> = {},
): ImportSource => importSourceSchema.parse({ path, format: path.split('.').at(-1), ...changes })

export const inspect = (source: ImportSource): Promise<InspectedFile> =>
  inspectInThread(source, { modulePath }, never)

/** Imports into a new table, unless told otherwise. */
export function importInto(
  place: Place,
  table: string,
  source: ImportSource,
  { maxRejects = 0, ...changes }: Partial<FileImport> & { maxRejects?: number } = {},
  signal: AbortSignal = never,
) {
  const target = { schema: '', table, creates: true }
  return importFile(
    {
      source,
      target,
      columns: null,
      names: [],
      rejects: new Rejects(maxRejects),
      rejectsPath: null,
      ...changes,
    },
    { ...place, modulePath, clock: systemClock },
    signal,
  )
}

export async function ask({ connection }: Place, sql: string): Promise<(string | null)[][]> {
  const { sink } = await runCollecting(connection, sql)
  return sink.results.length > 0 ? sink.rows : []
}
