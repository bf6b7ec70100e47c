import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'

const FOLDER = 'out/renderer'

/**
 * The scripts that a page runs before the editor is needed, by their path: what the page itself names,
 * and what those files import at their start.
 */
export async function firstScripts(): Promise<ReadonlyMap<string, string>> {
  const html = await readFile(`${FOLDER}/index.html`, 'utf8')
  const waiting = [...html.matchAll(/src="\.?\/?(assets\/[^"]+\.js)"/g)].map(([, path]) => path!)
  const scripts = new Map<string, string>()
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (scripts.has(path)) continue
    const script = await readFile(`${FOLDER}/${path}`, 'utf8')
    scripts.set(path, script)
    const imports = script.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)
    for (const [, name] of imports) waiting.push(`assets/${name!}`)
  }
  if (scripts.size === 0) throw new Error('The page names no scripts. Build first.')
  return scripts
}

/** Their bytes, compressed. */
export async function firstScriptBytes(): Promise<number> {
  const scripts = [...(await firstScripts()).values()]
  return scripts.reduce((sum, script) => sum + gzipSync(script).byteLength, 0)
}
