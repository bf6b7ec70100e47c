import { randomBytes } from 'node:crypto'
import { lstat, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { WorkbenchError } from '../../contract/errors.ts'
import { fileError, systemCode } from '../frame/fileError.ts'
import type { ExportSink } from './ExportSink.ts'

/** What of an open file the sink needs; a `FileHandle` is one. */
export interface WritableFile {
  write(bytes: Uint8Array): Promise<{ bytesWritten: number }>
  sync(): Promise<void>
  close(): Promise<void>
}
export type OpenWritableFile = (path: string) => Promise<WritableFile>

const openNew: OpenWritableFile = (path) => open(path, 'wx')

/**
 * A file that appears under its name when it is whole, and not before: written beside it, brought to
 * the disk, then renamed. What stood under the name stays until then.
 */
export class FileSink implements ExportSink {
  readonly keepsNothing = true
  readonly #targetPath: string
  readonly #temporaryPath: string
  readonly #file: WritableFile
  #writtenBytes = 0
  #isClosed = false

  /** Throws `file-failed` where no file can be made, or the name is taken by something else. */
  static async open(path: string, openFile: OpenWritableFile = openNew): Promise<FileSink> {
    if (!isAbsolute(path)) throw notWhole(path)
    try {
      const target = await resolveTarget(path)
      const name = `.${basename(target)}.${randomBytes(6).toString('hex')}.part`
      const temporary = join(dirname(target), name)
      return new FileSink(target, temporary, await openFile(temporary))
    } catch (error) {
      throw exportError(error, path, 0)
    }
  }

  constructor(targetPath: string, temporaryPath: string, file: WritableFile) {
    this.#targetPath = targetPath
    this.#temporaryPath = temporaryPath
    this.#file = file
  }

  async write(bytes: Uint8Array): Promise<void> {
    try {
      let rest = bytes
      while (rest.byteLength > 0) {
        const { bytesWritten } = await this.#file.write(rest)
        this.#writtenBytes += bytesWritten
        rest = rest.subarray(bytesWritten)
      }
    } catch (error) {
      throw exportError(error, this.#targetPath, this.#writtenBytes)
    }
  }

  async end(): Promise<void> {
    try {
      await this.#file.sync()
      await this.#close()
      await rename(this.#temporaryPath, this.#targetPath)
      await syncFolder(dirname(this.#targetPath))
    } catch (error) {
      throw exportError(error, this.#targetPath, this.#writtenBytes)
    }
  }

  async abort(): Promise<void> {
    // A file system in trouble may report it once more here; the first report is the one to show.
    await this.#close().catch(() => {})
    await rm(this.#temporaryPath, { force: true })
  }

  async #close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    await this.#file.close()
  }
}

/** The file itself where the path is a link to one: renaming over the link would cut it. */
async function resolveTarget(path: string): Promise<string> {
  const isThere = await lstat(path).then(
    () => true,
    (error: unknown) => {
      if (systemCode(error) === 'ENOENT') return false
      throw error
    },
  )
  if (!isThere) return path
  const target = await realpath(path)
  if ((await stat(target)).isFile()) return target
  throw new WorkbenchError(
    'file-failed',
    `“${path}” is not a file but a folder or a device. Choose another name for the export.`,
    { details: { path, writtenBytes: 0 } },
  )
}

/** Meant from which folder? That of the program is not the user's. */
function notWhole(path: string): WorkbenchError {
  const whole = join(homedir(), path.replace(/^~[\\/]/, ''))
  return new WorkbenchError(
    'file-failed',
    `“${path}” is not a whole path. Give one, such as “${whole}”.`,
    {
      details: { path, writtenBytes: 0 },
    },
  )
}

/** Brings the new name to the disk too, where the system lets a folder be opened. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null)
  await folder?.sync().catch(() => {})
  await folder?.close()
}

const count = new Intl.NumberFormat('en')

function exportError(error: unknown, path: string, writtenBytes: number): WorkbenchError {
  return fileError(error, {
    noRoom:
      `The disk is full: the export to “${path}” stopped after ${count.format(writtenBytes)} bytes and was ` +
      'removed. Free space or choose another place, then export again.',
    failed: `“${path}” could not be written`,
    advice: 'Choose another place, then export again.',
    details: { path, writtenBytes },
  })
}
