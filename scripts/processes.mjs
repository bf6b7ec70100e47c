// Plain JavaScript for Node 18 and newer, without dependencies: it runs before anything is installed.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']
const NUMBER_BY_SIGNAL = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }

/**
 * Runs a program to its end and passes on the signals this process gets meanwhile; when one came,
 * this process ends with the program. `output` is filled where `stdio` pipes.
 * @param {string} command
 * @param {string[]} args
 * @param {{ stdio?: import('node:child_process').StdioOptions, env?: NodeJS.ProcessEnv, cwd?: string, timeoutMs?: number, shell?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string, isTimedOut: boolean }>}
 */
export function run(command, args, { stdio = 'inherit', env, cwd, timeoutMs, shell } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio,
      env: env ?? process.env,
      cwd,
      shell: shell ?? false,
    })
    let output = ''
    let received = null
    let isTimedOut = false
    const keep = (chunk) => {
      output += chunk
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)

    const passOn = (signal) => {
      received = signal
      child.kill(signal)
    }
    for (const signal of SIGNALS) process.on(signal, passOn)
    const stopWatching = endWithParent(() => passOn('SIGTERM'))
    const timer =
      timeoutMs &&
      setTimeout(() => {
        isTimedOut = true
        child.kill('SIGKILL')
      }, timeoutMs)
    const settle = () => {
      for (const signal of SIGNALS) process.off(signal, passOn)
      stopWatching()
      clearTimeout(timer)
    }

    child.once('error', (error) => {
      settle()
      reject(error)
    })
    child.once('close', (exitCode, signal) => {
      settle()
      const code = exitCode ?? 128 + (NUMBER_BY_SIGNAL[signal] ?? 0)
      if (received) process.exit(exitCode === 0 ? 0 : 128 + NUMBER_BY_SIGNAL[received])
      resolve({ code, output, isTimedOut })
    })
  })
}

/**
 * Calls back when npm, which started this process, has gone without ending it, as after a `kill -9`.
 * What was started by hand may outlive its shell, as usual.
 * @param {() => void} onGone
 * @returns {() => void} stops watching
 */
export function endWithParent(onGone) {
  if (!process.env.npm_lifecycle_event) return () => {}
  const first = ancestors()
  const timer = setInterval(() => {
    if (ancestors() === first) return
    clearInterval(timer)
    onGone()
  }, 500)
  timer.unref()
  return () => clearInterval(timer)
}

/** This process's parent and the parent of that: npm starts scripts through a shell, which stays. */
function ancestors() {
  const { ppid } = process
  if (process.platform !== 'linux') return `${ppid}`
  try {
    // The fields after the name, which may hold anything: state, then parent.
    const fields = readFileSync(`/proc/${ppid}/stat`, 'utf8').split(') ').pop().split(' ')
    return `${ppid} ${fields[1]}`
  } catch {
    return `${ppid}`
  }
}
