import { rm } from 'node:fs/promises'
import { WorkbenchError } from '../../contract/errors.ts'
import { fileError } from './fileError.ts'

/** What of an open file the spilling needs; a `FileHandle` is one. */
export interface OpenFile {
  writev(buffers: Uint8Array[], position: number): Promise<{ bytesWritten: number }>
  read(
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ bytesRead: number }>
  close(): Promise<void>
}
export type OpenSpillFile = (path: string) => Promise<OpenFile>

export type FilePlace = { readonly offset: number; readonly length: number }

/** The file of one result: pieces are only ever added at its end. One writer at a time. */
export class SpillFile {
  readonly path: string
  readonly #file: OpenFile
  #sizeBytes = 0

  constructor(path: string, file: OpenFile) {
    this.path = path
    this.#file = file
  }

  /** Throws `disk-full` or `file-failed`; what was there before stays readable. */
  async append(pieces: readonly Uint8Array[]): Promise<FilePlace> {
    const offset = this.#sizeBytes
    try {
      await this.#writeAll([...pieces], offset)
    } catch (error) {
      throw fileError(error, {
        noRoom:
          `The disk is full: no room for more rows of the result in “${this.path}” after ` +
          `${offset} bytes. The rows so far can be read. Free space, then run the statement again.`,
        failed: `Could not keep rows of the result in “${this.path}”`,
        details: { path: this.path, writtenBytes: offset },
      })
    }
    const length = this.#sizeBytes - offset
    return { offset, length }
  }

  async read({ offset, length }: FilePlace): Promise<Uint8Array> {
    const bytes = new Uint8Array(length)
    let readBytes = 0
    while (readBytes < length) {
      const part = await this.#file.read(bytes, readBytes, length - readBytes, offset + readBytes)
      if (part.bytesRead === 0)
        throw new WorkbenchError(
          'file-failed',
          `“${this.path}” ends after ${offset + readBytes} bytes, where rows of a result should ` +
            'follow. Run the statement again.',
          { details: { path: this.path, offset, length } },
        )
      readBytes += part.bytesRead
    }
    return bytes
  }

  /** Closes after reads under way, and removes the file. */
  async remove(): Promise<void> {
    try {
      await this.#file.close()
    } finally {
      await rm(this.path, { force: true })
    }
  }

  async #writeAll(pieces: Uint8Array[], start: number): Promise<void> {
    let position = start
    while (pieces.length > 0) {
      const { bytesWritten } = await this.#file.writev(pieces, position)
      position += bytesWritten
      dropWritten(pieces, bytesWritten)
    }
    this.#sizeBytes = position
  }
}

/** Takes written bytes off the front: the system may write less than it was given. */
function dropWritten(pieces: Uint8Array[], bytesWritten: number): void {
  let left = bytesWritten
  let whole = 0
  while (whole < pieces.length && pieces[whole]!.byteLength <= left) {
    left -= pieces[whole]!.byteLength
    whole++
  }
  pieces.splice(0, whole)
  if (left > 0) pieces[0] = pieces[0]!.subarray(left)
}
