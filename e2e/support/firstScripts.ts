import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'

const FOLDER = 'out/renderer'

/**
 * Bytes of script, compressed, that a page fetches before the editor is needed: what the page itself
 * names, and what those files import at their start.
 */
export async function firstScriptBytes(): Promise<number> {
  const html = await readFile(`${FOLDER}/index.html`, 'utf8')
  const waiting = [...html.matchAll(/src="\.?\/?(assets\/[^"]+\.js)"/g)].map(([, path]) => path!)
  const sizes = new Map<string, number>()
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (sizes.has(path)) continue
    const script = await readFile(`${FOLDER}/${path}`)
    sizes.set(path, gzipSync(script).byteLength)
    const imports = script.toString('utf8').matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)
    for (const [, name] of imports) waiting.push(`assets/${name!}`)
  }
  if (sizes.size === 0) throw new Error('The page names no scripts. Build first.')
  return [...sizes.values()].reduce((sum, size) => sum + size, 0)
}
