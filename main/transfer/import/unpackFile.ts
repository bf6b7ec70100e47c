import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { WorkbenchError } from '../../../contract/errors.ts'
import { systemCode } from '../../frame/fileError.ts'
import { readError } from './Utf8File.ts'

export type UnpackedFile = { readonly path: string; remove(): Promise<void> }

/**
 * A file that is compressed as a whole, in a folder of its own until it is removed: its readers go back
 * and forth in it. Null where it is not compressed.
 */
export async function unpackFile(path: string): Promise<UnpackedFile | null> {
  const compression = await compressionOf(path)
  if (compression === null) return null
  const folder = await mkdtemp(join(tmpdir(), 'sluice-unpacked-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  const plainPath = join(folder, 'unpacked')
  try {
    const unpack = compression === 'gzip' ? createGunzip() : createZstdDecompress()
    await pipeline(createReadStream(path), unpack, createWriteStream(plainPath))
    return { path: plainPath, remove }
  } catch (error) {
    await remove()
    throw isCorrupt(error) ? corrupt(path, compression, error) : readError(error, path)
  }
}

/** By its first bytes: what was uploaded has no name that tells. */
async function compressionOf(path: string): Promise<'gzip' | 'zstd' | null> {
  try {
    await using file = await open(path)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    const magic = buffer.toString('hex', 0, bytesRead)
    return magic.startsWith('1f8b') ? 'gzip' : magic === '28b52ffd' ? 'zstd' : null
  } catch (error) {
    throw readError(error, path)
  }
}

const isCorrupt = (error: unknown): boolean =>
  /^(Z_|ZSTD_|ERR_ZLIB|ERR_ZSTD)/.test(systemCode(error))

const corrupt = (path: string, compression: string, cause: unknown): WorkbenchError =>
  new WorkbenchError(
    'file-failed',
    `“${path}” could not be unpacked: it is no whole file of ${compression}. Get it anew.`,
    { details: { path }, cause },
  )
