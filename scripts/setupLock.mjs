// Plain JavaScript for Node 18 and newer, without dependencies: it runs before anything is installed.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

const LOOK_EVERY_MS = 200
const EMPTY_MS = 2_000

/**
 * Does the work while no other process does its own under the same file. What a process left that
 * was killed counts for nothing.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {{ onWaiting?: () => void }} [options]
 * @returns {Promise<T>}
 */
export async function withLock(file, work, { onWaiting } = {}) {
  for (let isTold = false; !take(file); isTold = true) {
    if (!isTold) onWaiting?.()
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
  const release = () => rmSync(file, { force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    process.off('exit', release)
    release()
  }
}

function take(file) {
  mkdirSync(dirname(file), { recursive: true })
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (!isHeld(file)) rmSync(file, { force: true })
    return false
  }
}

function isHeld(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    // Empty for the moment between being made and being written.
    if (pid === 0) return Date.now() - statSync(file).mtimeMs < EMPTY_MS
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}
