import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { Plugin } from 'vite'

const COMPRESSED = /\.(js|css|svg|html)$/
/** 1 to 11: the last two steps take ten times as long and save a twentieth. */
const QUALITY = 9

const compress = promisify(brotliCompress)

/** Writes each text file of the page compressed beside itself, so that no start has to compress. */
export const compressedBeside = (): Plugin => ({
  name: 'compressed-beside',
  apply: 'build',
  async writeBundle({ dir = '' }, bundle) {
    const paths = Object.keys(bundle).filter((path) => COMPRESSED.test(path))
    await Promise.all(
      paths.map(async (path) => {
        const made = bundle[path]!
        const content = Buffer.from(made.type === 'chunk' ? made.code : made.source)
        const params = {
          [constants.BROTLI_PARAM_QUALITY]: QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: content.byteLength,
        }
        await writeFile(join(dir, `${path}.br`), await compress(content, { params }))
      }),
    )
  },
})

/**
 * Makes the page name these modules, which it loads lazily, so that they are fetched while what comes
 * first is still being read and run. `sources`: paths that end with them.
 */
export const fetchedAhead = (sources: readonly string[]): Plugin => ({
  name: 'fetched-ahead',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const chunks = Object.values(bundle).filter((made) => made.type === 'chunk')
      const waiting = sources.map((source) => {
        const found = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(source))
        if (!found) throw new Error(`No script is made of ${source} alone.`)
        return found.fileName
      })
      const ahead = new Set<string>()
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
        if (ahead.has(path) || html.includes(path)) continue
        ahead.add(path)
        waiting.push(...(chunks.find(({ fileName }) => fileName === path)?.imports ?? []))
      }
      const styles = new Set(
        [...ahead].flatMap((path) => [
          ...(chunks.find(({ fileName }) => fileName === path)?.viteMetadata?.importedCss ?? []),
        ]),
      )
      const linked = (path: string, attrs: Record<string, string>) => ({
        tag: 'link',
        attrs: { ...attrs, crossorigin: true, fetchpriority: 'low', href: `./${path}` },
        injectTo: 'head' as const,
      })
      return [
        ...[...ahead].map((path) => linked(path, { rel: 'modulepreload' })),
        // A script that is loaded lazily waits for its styles.
        ...[...styles].map((path) => linked(path, { rel: 'preload', as: 'style' })),
      ]
    },
  },
})
