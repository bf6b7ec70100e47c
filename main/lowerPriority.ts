import { readlinkSync } from 'node:fs'
import { constants, setPriority } from 'node:os'

/**
 * Lets this worker thread have what the main thread leaves of a busy processor. Only Linux gives
 * threads a priority of their own; elsewhere nothing changes.
 */
export function lowerPriority(): void {
  if (process.platform !== 'linux') return
  try {
    const threadId = Number(readlinkSync('/proc/thread-self').split('/').at(-1))
    setPriority(threadId, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // A sandbox without /proc, or one that forbids it: the thread does its work all the same.
  }
}
