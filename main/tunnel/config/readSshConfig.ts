import { readdir, readFile } from 'node:fs/promises'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { type ConfigLine, parseSshConfig } from './parseSshConfig.ts'
import { matchesPatterns } from './resolveSshHost.ts'

/** As deep as OpenSSH follows files that include others. */
const MOST_DEPTH = 16

/** The user's own ssh_config with what it includes; a file that is not there or not readable is empty. */
export const readSshConfig = (home: string): Promise<ConfigLine[]> =>
  readConfigFile(join(home, '.ssh', 'config'), home, 0)

async function readConfigFile(path: string, home: string, depth: number): Promise<ConfigLine[]> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return Promise.all(
    parseSshConfig(text).map(async (line): Promise<ConfigLine> => {
      if (line.keyword !== 'include') return line
      const paths = depth < MOST_DEPTH ? await filesOf(line.words, home) : []
      const parts = await Promise.all(paths.map((file) => readConfigFile(file, home, depth + 1)))
      return { ...line, included: parts.flat() }
    }),
  )
}

/** Paths are those below ~/.ssh; the last part may be a pattern. */
async function filesOf(words: readonly string[], home: string): Promise<string[]> {
  const found = words.map(async (word) => {
    const plain = word.replace(/^~(?=[\\/])/, home)
    const path = isAbsolute(plain) ? plain : resolve(home, '.ssh', plain)
    if (!/[*?]/.test(path)) return [path]
    const folder = dirname(path)
    const names = await readdir(folder).catch(() => [])
    return names
      .map((name) => join(folder, name))
      .filter((one) => matchesPatterns([path], one))
      .toSorted()
  })
  return (await Promise.all(found)).flat()
}
