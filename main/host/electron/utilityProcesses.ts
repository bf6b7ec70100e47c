import { utilityProcess } from 'electron'
import type { SpawnProcess } from '../../drivers/process.ts'

/** Child processes under Chromium's care: they end with the program, however it ends. */
export function utilityProcesses(resolveModule: (moduleName: string) => string): SpawnProcess {
  return (moduleName) => {
    const child = utilityProcess.fork(resolveModule(moduleName), [], {
      serviceName: `Sluice ${moduleName}`,
      stdio: 'inherit',
    })
    const ending = new Promise<string>((resolve) => {
      child.once('exit', (code) => resolve(`exit code ${code}`))
      child.once('error', (type, location) => resolve(`${type} at ${location}`))
    })
    return {
      post: (message) => child.postMessage(message),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void ending.then(listener),
      kill: () => endNow(child.pid),
    }
  }
}

/** Its own `kill` asks politely, which a process in the middle of a native call need not hear. */
function endNow(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
