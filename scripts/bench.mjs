// Plain JavaScript for Node 18 and newer, without dependencies: it runs before anything is installed.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './processes.mjs'
import { needNode24, prepare, root, say } from './setup.mjs'

/** `npm run bench -- [NAME …] [--json] [--small]`: all benchmarks, or those named like `pool/acquire`, or all of a folder, as `ui`. */
await needNode24()
await prepare()
const words = process.argv.slice(2)
const flags = words.filter((word) => word.startsWith('--'))
const names = words.filter((word) => !word.startsWith('--'))
const known = readdirSync(join(root, 'bench'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) =>
    readdirSync(join(root, 'bench', name)).map((file) => `${name}/${file.replace(/\.ts$/, '')}`),
  )
const isMeant = (bench, name) => bench === name || bench.startsWith(`${name}/`)
const unknown = names.filter((name) => !known.some((bench) => isMeant(bench, name)))
if (unknown.length > 0) {
  say(`No benchmark is called ${unknown.join(', ')}. There are: ${known.join(', ')}.`)
  process.exit(2)
}
const chosen = known.filter((bench) => names.some((name) => isMeant(bench, name)))
for (const name of names.length > 0 ? chosen : known) {
  const { code } = await run(process.execPath, [join(root, 'bench', `${name}.ts`), ...flags], {
    cwd: root,
  })
  if (code !== 0) process.exit(code)
}
