// Plain JavaScript for Node 18 and newer, without dependencies: it runs before anything is installed.
import { join } from 'node:path'
import { run } from './processes.mjs'
import { needNode24, prepare, root, say } from './setup.mjs'

/** Checks of the code as it is written, before it is run. */
const CHECKS = ['format:check', 'lint', 'typecheck']

await needNode24()
await prepare()
const patterns = process.argv.slice(2)
const failed = []
// Who asks for some tests wants their answer only.
if (patterns.length === 0) for (const check of CHECKS) await runCheck(check)
const tests = await run(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...patterns],
  { cwd: root },
)
if (failed.length > 0) say(`Failed before the tests: ${failed.join(', ')}.`)
process.exit(failed.length > 0 ? 1 : tests.code)

async function runCheck(name) {
  const { code } = await run('npm', ['run', '--silent', name], {
    cwd: root,
    shell: process.platform === 'win32',
  })
  if (code === 0) say(`${name}: ok`)
  else failed.push(name)
}
