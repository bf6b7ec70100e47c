import { statfsSync } from 'node:fs'
import { WorkbenchError } from '../../contract/errors.ts'
import { isNoRoom, systemCode } from '../frame/fileError.ts'

/** An error of the program's own files in plain words where the disk is full; any other as it is. */
export function explainFullDisk(error: unknown, dataDir: string): unknown {
  const isFull = isNoRoom(error) || systemCode(error) === 'SQLITE_FULL'
  if (error instanceof WorkbenchError || !isFull) return error
  const freeBytes = freeBytesOf(dataDir)
  const room = freeBytes === null ? 'no room' : `${freeBytes.toLocaleString('en')} bytes`
  return new WorkbenchError(
    'disk-full',
    `The disk is full: ${room} left in ${dataDir}. Free some space there.`,
    { details: { path: dataDir, ...(freeBytes !== null && { freeBytes }) }, cause: error },
  )
}

function freeBytesOf(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return null
  }
}
