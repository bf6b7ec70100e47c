import { FileSink } from './FileSink.ts'

/** A file of these bytes, whole or not at all. Throws `file-failed`, `disk-full`. */
export async function saveBytes(path: string, bytes: Uint8Array): Promise<void> {
  const file = await FileSink.open(path)
  try {
    await file.write(bytes)
    await file.end()
  } catch (error) {
    await file.abort()
    throw error
  }
}
