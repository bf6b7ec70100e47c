import { fork, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { fileURLToPath } from 'node:url'
import { endings } from './app.ts'

const parentPort = fileURLToPath(new URL('parentPort.ts', import.meta.url))
const children = new Set<ChildProcess>()
// Chromium ends its utility processes when it ends.
endings.push(() => {
  for (const child of children) child.kill('SIGKILL')
})

class UtilityProcess extends EventEmitter {
  readonly #child: ChildProcess

  constructor(modulePath: string, args: readonly string[]) {
    super()
    this.#child = fork(modulePath, args, {
      execArgv: ['--import', parentPort],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    children.add(this.#child)
    this.#child.on('message', (message) => this.emit('message', message))
    this.#child.once('exit', (code, signal) => {
      children.delete(this.#child)
      this.emit('exit', signal ? 9 : (code ?? 0))
    })
  }

  get pid(): number | undefined {
    return this.#child.exitCode === null ? this.#child.pid : undefined
  }

  postMessage(message: unknown): void {
    if (this.#child.connected) this.#child.send(message as object, () => {})
  }

  kill(): boolean {
    return this.#child.kill()
  }
}

export const utilityProcess = {
  fork: (modulePath: string, args: readonly string[] = []) => new UtilityProcess(modulePath, args),
}
