// Plain JavaScript for Node 18 and newer, without dependencies: it runs before anything is installed.
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { findElectron, obstacle, runDesktop } from './desktop.mjs'
import { endWithParent } from './processes.mjs'
import { needNode24, prepare, root, say } from './setup.mjs'
import { readStartFlags, usage } from './startFlags.mjs'

const flags = readFlags()
await needNode24()
await prepare()
const reason = flags.target === 'browser' ? null : await tryDesktop()
if (reason && flags.target === 'desktop') {
  say(`The desktop window cannot open: ${reason}.`)
  process.exit(1)
}
if (reason) say(`Serving a browser instead of the desktop window: ${reason}.`)
await serveBrowser()

function readFlags() {
  try {
    return readStartFlags(process.argv.slice(2))
  } catch (error) {
    say(`${error.message}\n\n${usage}`)
    process.exit(2)
  }
}

/** Ends this process with the window; comes back with the reason when there can be none. */
async function tryDesktop() {
  const known = flags.target === 'desktop' ? null : obstacle()
  if (known) return known
  const binary = await findElectron()
  if (!binary) return 'Electron is not here and could not be downloaded (try: npx install-electron)'
  await runDesktop(binary, flags.desktopArgs)
  return 'Electron ended at once'
}

/** In this process: one layer less for signals to pass. */
async function serveBrowser() {
  endWithParent(() => process.kill(process.pid, 'SIGTERM'))
  const program = join(root, 'out/main/index.js')
  process.argv = [process.execPath, program, 'browser', ...flags.browserArgs]
  await import(pathToFileURL(program).href)
}
