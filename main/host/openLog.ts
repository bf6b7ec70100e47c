import { mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { silentLogger, type Logger } from '../logger.ts'

const LARGEST_LOG_BYTES = 5 * 1024 * 1024

/** What waits for a disk to have room again is dropped beyond this. */
const BOUNDED = { maxLength: 1024 * 1024 }

/**
 * The program's log, one JSON object a line, in `sluice.log` of the data folder. A large one is put
 * aside at start. Without a folder to write to the program runs on without a log.
 */
export function openLog(dataDir: string): Logger {
  const path = join(dataDir, 'sluice.log')
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    if (sizeOf(path) > LARGEST_LOG_BYTES) renameSync(path, `${path}.old`)
    const destination = pino.destination({ dest: path, sync: true, mode: 0o600, ...BOUNDED })
    // A full disk costs lines of the log, and not what was about to be logged.
    destination.on('error', () => {})
    return pino({ base: null }, destination)
  } catch {
    return silentLogger
  }
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0
