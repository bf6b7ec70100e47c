import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { fileError } from '../frame/fileError.ts'

/** The text of a file, or with `-` of standard input to its end. Throws `file-failed`. */
export async function readScript(path: string, stdin: NodeJS.ReadableStream): Promise<string> {
  try {
    const script = path === '-' ? await text(stdin) : await readFile(path, 'utf8')
    // The mark that some editors put in front is no part of a statement.
    return script.replace(/^\uFEFF/, '')
  } catch (error) {
    throw fileError(error, {
      noRoom: `There was no room to read “${path}”.`,
      failed: `“${path}” could not be read`,
      missing: 'file',
      details: { path },
    })
  }
}
