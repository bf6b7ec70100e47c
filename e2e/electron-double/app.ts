import { EventEmitter } from 'node:events'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Something main may hold up by `preventDefault`. */
export class HeldEvent {
  defaultPrevented = false
  preventDefault(): void {
    this.defaultPrevented = true
  }
}

/** What the app ends with: set by the parts that have something to end. */
export const endings: Array<() => Promise<void> | void> = []

class App extends EventEmitter {
  readonly #ready = Promise.withResolvers<void>()
  readonly #paths = new Map([['userData', join(tmpdir(), 'electron-double')]])
  #isReady = false
  #isQuitting = false
  readonly name = 'sluice'
  isSandboxEnabled = false

  readonly commandLine = {
    getSwitchValue: (name: string): string =>
      process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ??
      '',
  }

  whenReady = (): Promise<void> => this.#ready.promise
  isReady = (): boolean => this.#isReady
  getPath = (name: string): string => this.#paths.get(name) ?? tmpdir()
  getVersion = (): string => '0.0.0'

  setPath(name: string, path: string): void {
    this.#paths.set(name, path)
  }

  enableSandbox(): void {
    if (this.#isReady) throw new Error('enableSandbox comes before the app is ready.')
    this.isSandboxEnabled = true
  }

  /** For the double's runner: Electron gets ready once the program's first file has run. */
  becomeReady(): void {
    this.#isReady = true
    this.emit('ready')
    this.#ready.resolve()
  }

  /** The first program on a folder is told of the others by a signal. */
  requestSingleInstanceLock(): boolean {
    const folder = this.getPath('userData')
    const file = join(folder, 'double.pid')
    mkdirSync(folder, { recursive: true })
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
    } catch {
      const pid = Number(readFileSync(file, 'utf8'))
      if (isRunning(pid)) return !process.kill(pid, 'SIGUSR2')
      writeFileSync(file, String(process.pid))
    }
    process.on('SIGUSR2', () => this.emit('second-instance', {}, [], ''))
    endings.push(() => rmSync(file, { force: true }))
    return true
  }

  /** Windows first, then `will-quit`, which main may hold up and then quit again. */
  quit(): void {
    if (this.#isQuitting) return
    this.#isQuitting = true
    void this.#quit()
  }

  async #quit(): Promise<void> {
    this.emit('before-quit', new HeldEvent())
    await this.closeAllWindows()
    const event = new HeldEvent()
    this.emit('will-quit', event)
    this.#isQuitting = false
    if (!event.defaultPrevented) await this.exit(0)
  }

  /** Set by the windows, which know the app and not the other way round. */
  closeAllWindows: () => Promise<void> = () => Promise.resolve()

  windowClosed(isLast: boolean): void {
    if (isLast && !this.#isQuitting) this.emit('window-all-closed')
  }

  async exit(code = 0): Promise<void> {
    this.emit('quit', {}, code)
    for (const end of endings.splice(0)) await end()
    process.exit(code)
  }
}

export const app = new App()

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
