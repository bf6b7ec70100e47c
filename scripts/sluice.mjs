// Plain JavaScript for Node 18 and newer, without dependencies: it runs before anything is installed.
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { endWithParent } from './processes.mjs'
import { needNode24, prepare, root } from './setup.mjs'

await needNode24()
await prepare()
endWithParent(() => process.kill(process.pid, 'SIGTERM'))
const program = join(root, 'out/main/index.js')
process.argv = [process.execPath, program, ...process.argv.slice(2)]
await import(pathToFileURL(program).href)
