// Plain JavaScript for Node 18 and newer, without dependencies: it runs before anything is installed.
import { join } from 'node:path'
import { findElectron } from './desktop.mjs'
import { run } from './processes.mjs'
import { needNode24, prepare, root, say } from './setup.mjs'

await needNode24()
await prepare()
if (!(await findElectron({ isPatient: true }))) {
  say('Electron could not be downloaded, so its specs cannot run. The double runs them: npm test.')
  process.exit(1)
}
const { code } = await run(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'e2e/electron-host'],
  { cwd: root, env: { ...process.env, SLUICE_E2E_ELECTRON: '1' } },
)
process.exit(code)
