// Plain JavaScript for Node 18 and newer, without dependencies: it runs before anything is installed.
import { join } from 'node:path'
import { run } from './processes.mjs'
import { needNode24, prepare, root } from './setup.mjs'

/** `npm run soak -- [--minutes N] [--clients N] [--think-ms N] [--seed N]`: pools under random faults. */
await needNode24()
await prepare()
const program = join(root, 'main/testing/soak/runSoak.ts')
const { code } = await run(process.execPath, ['--expose-gc', program, ...process.argv.slice(2)], {
  cwd: root,
})
process.exit(code)
