import type { Connection, Driver, ResultSink, RunSink } from '../main/drivers/driver.ts'
import type { Batch } from '../main/frame/Batch.ts'
import { forkProcess } from '../main/host/forkProcess.ts'
import { sourceModule } from '../main/testing/startServices.ts'

/** Opens a connection as the program does, for measuring a driver by itself. */
export function openConnection(driver: Driver, url: string): Promise<Connection> {
  const { fields, secrets } = driver.parseUrl(url)
  const target = {
    profileName: 'bench',
    fields: { ...fields, ...secrets },
    isReadOnly: false,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 0,
  }
  const spawnProcess = forkProcess(sourceModule)
  return driver.connect(target, { spawnProcess }, new AbortController().signal)
}

/** Runs a statement into columns that are dropped; gives how many rows came. */
export async function countRows(connection: Connection, sql: string): Promise<number> {
  let rowCount = 0
  const result: ResultSink = {
    write: (batch: Batch) => void (rowCount += batch.rowCount),
    end: () => {},
  }
  const sink: RunSink = { openResult: () => result, message: () => {} }
  await connection.run({ sql }, sink, new AbortController().signal)
  return rowCount
}

export async function elapsedMs(work: () => Promise<unknown>): Promise<number> {
  const startedAtMs = performance.now()
  await work()
  return performance.now() - startedAtMs
}
