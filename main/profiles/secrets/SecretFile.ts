import { randomBytes } from 'node:crypto'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { sealedSchema, type Sealed } from './sealing.ts'

/** The file in which sealed secrets stand. */
export class SecretFile {
  readonly #path: string

  constructor(path: string) {
    this.#path = path
  }

  /** Null where there is none. One that cannot be understood is renamed, and `keptAs` told. */
  async read(): Promise<{ sealed: Sealed } | { keptAs: string } | null> {
    let text: string
    try {
      text = await readFile(this.#path, 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw error
    }
    const sealed = sealedSchema.safeParse(parseJson(text))
    if (sealed.success) return { sealed: sealed.data }
    const keptAs = `${this.#path}.damaged-${randomBytes(3).toString('hex')}`
    await rename(this.#path, keptAs)
    return { keptAs }
  }

  /** Replaces the file whole, readable by its user only. */
  async write(text: string): Promise<void> {
    const temporary = `${this.#path}.${randomBytes(6).toString('hex')}.part`
    try {
      const file = await open(temporary, 'wx', 0o600)
      try {
        await file.writeFile(text)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(temporary, this.#path)
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
  }

  async delete(): Promise<void> {
    await rm(this.#path, { force: true })
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
