import { Worker } from 'node:worker_threads'

/** The child's end of a `ChildProcess`, whoever started it. */
export interface ParentPort {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
}

/** Electron's `process.parentPort` in a utility process. */
type UtilityPort = {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}

/**
 * Connects a child process to the program that started it and makes it end with that program, even
 * in the middle of a native call that never returns to the event loop.
 */
export function openParentPort(): ParentPort {
  const utilityPort = (process as { parentPort?: UtilityPort }).parentPort
  return utilityPort ? utilityParentPort(utilityPort) : forkParentPort()
}

/** Chromium ends its utility processes itself when the browser process is gone. */
function utilityParentPort(port: UtilityPort): ParentPort {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', ({ data }) => listener(data)),
  }
}

function forkParentPort(): ParentPort {
  process.once('disconnect', () => process.exit(0))
  // Ctrl-C reaches the whole process group; the parent decides when its children end.
  process.on('SIGINT', () => {})
  endWithParent()
  return {
    post: (message) => process.send?.(message, undefined, undefined, () => {}),
    onMessage: (listener) => process.on('message', listener),
  }
}

/** Runs in a thread of its own: the main one may be held by a statement for hours. */
const WATCH_PARENT = `
  const { workerData: { parentPid } } = require('node:worker_threads')
  const isGone = () => {
    if (process.ppid !== parentPid) return true
    try { return !process.kill(parentPid, 0) } catch (error) { return error.code === 'ESRCH' }
  }
  setInterval(() => { if (isGone()) process.kill(process.pid, 'SIGKILL') }, 1000)
`

function endWithParent(): void {
  const watch = new Worker(WATCH_PARENT, {
    eval: true,
    workerData: { parentPid: process.ppid },
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1 },
  })
  watch.unref()
}
