import { fork } from 'node:child_process'
import type { ChildProcess, SpawnProcess } from '../drivers/process.ts'

/**
 * Child processes by `child_process.fork`, where there is no Electron. `resolveModule` gives the
 * path of a module by its name: a built `.js` file, or the `.ts` source under Node 24.
 */
export function forkProcess(resolveModule: (moduleName: string) => string): SpawnProcess {
  return (moduleName) => {
    const child = fork(resolveModule(moduleName), [], {
      serialization: 'advanced',
      // A child that inherits --inspect fights over the debugger's port.
      execArgv: [],
      env: { ...process.env, NODE_OPTIONS: '' },
      // Standard output carries what the user asked for in the command line's host.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    return asChildProcess(child)
  }
}

function asChildProcess(child: ReturnType<typeof fork>): ChildProcess {
  const ending = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) =>
      resolve(signal === null ? `exit code ${code}` : `signal ${signal}`),
    )
    child.on('error', (error) => {
      // Without a pid it never started and no 'exit' follows; else a message could not be sent,
      // which the exit explains.
      if (child.pid === undefined) resolve(error.message)
    })
  })
  return {
    post(message) {
      if (child.connected) child.send(message as object, () => {})
    },
    onMessage(listener) {
      child.on('message', listener)
    },
    onExit(listener) {
      void ending.then(listener)
    },
    kill() {
      child.kill('SIGKILL')
    },
  }
}
