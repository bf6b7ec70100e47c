import { mkdir, mkdtemp, open, readdir, rm } from 'node:fs/promises'
import { uptime } from 'node:os'
import { join } from 'node:path'
import { fileError, systemCode } from './fileError.ts'
import { type OpenSpillFile, SpillFile } from './SpillFile.ts'

const startedAtMs = Math.round(performance.timeOrigin)

/** `<pid>-<start of the process in ms>-<random>`: tells whether the run it belongs to is alive. */
const RUN_FOLDER = /^(\d+)-(\d+)-\w+$/

const openPrivately: OpenSpillFile = (path) => open(path, 'wx+', 0o600)

/** The private folder of one run, made with the first file. Its parent is shared by all runs. */
export class SpillFolder {
  readonly #parent: string
  readonly #openFile: OpenSpillFile
  #made: Promise<string> | null = null
  #fileCount = 0

  constructor(parent: string, openFile: OpenSpillFile = openPrivately) {
    this.#parent = parent
    this.#openFile = openFile
  }

  /** Throws `disk-full` or `file-failed`. */
  async createFile(): Promise<SpillFile> {
    try {
      const path = join(await this.#make(), `${++this.#fileCount}.arrows`)
      return new SpillFile(path, await this.#openFile(path))
    } catch (error) {
      throw fileError(error, {
        noRoom: `The disk is full: no room for rows of a result in “${this.#parent}”. Free space.`,
        failed: `Could not make a file for rows of a result in “${this.#parent}”`,
        details: { path: this.#parent },
      })
    }
  }

  /** Removes what runs that crashed have left. */
  async removeLeftovers(): Promise<void> {
    const names = await readdir(this.#parent).catch(ignoreMissing)
    for (const name of names)
      if (isLeftover(name)) await rm(join(this.#parent, name), { recursive: true, force: true })
  }

  async remove(): Promise<void> {
    const path = await this.#made?.catch(() => null)
    this.#made = null
    if (path) await rm(path, { recursive: true, force: true })
  }

  #make(): Promise<string> {
    this.#made ??= this.#makeFolder().catch((error: unknown) => {
      this.#made = null // the next one may find room
      throw error
    })
    return this.#made
  }

  async #makeFolder(): Promise<string> {
    await mkdir(this.#parent, { recursive: true, mode: 0o700 })
    // `mkdtemp` makes it readable by its owner alone.
    return mkdtemp(join(this.#parent, `${process.pid}-${startedAtMs}-`))
  }
}

function ignoreMissing(error: unknown): string[] {
  if (systemCode(error) === 'ENOENT') return []
  throw error
}

function isLeftover(name: string): boolean {
  const match = RUN_FOLDER.exec(name)
  if (!match) return false
  const [pid, runStartedAtMs] = [Number(match[1]), Number(match[2])]
  // Our own pid of an earlier run: usual in containers, where pids are few.
  if (pid === process.pid) return runStartedAtMs !== startedAtMs
  const bootedAtMs = Date.now() - uptime() * 1_000
  return runStartedAtMs < bootedAtMs || !isAlive(pid)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return systemCode(error) !== 'ESRCH'
  }
}
