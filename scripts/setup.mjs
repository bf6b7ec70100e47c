// Plain JavaScript for Node 18 and newer, without dependencies: it runs before anything is installed.
import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildWith, isBuilt } from './built.mjs'
import { installationProblem, readStamp, writeStamp } from './installed.mjs'
import { run } from './processes.mjs'
import { withLock } from './setupLock.mjs'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const isWindows = process.platform === 'win32'

/** Said on standard error: standard output belongs to the program. */
export const say = (line) => process.stderr.write(`${line}\n`)

/**
 * Goes on only under a Node that all dependencies take; npm leaves out the native parts of those
 * that refuse an older one, without a word. Under an older Node the script runs again under
 * Node 24, and this process waits for it and ends as it ends.
 */
export async function needNode24() {
  if (isNewEnough(process.version)) return
  const node = (await knownNode()) ?? (await fetchedNode())
  const { code } = await run(node, process.argv.slice(1), { env: environmentFor(node) })
  process.exit(code)
}

/** Installs what is missing and builds what is out of date; quick when there is nothing to do. */
export async function prepare() {
  if (isPrepared()) return
  await withLock(
    join(root, 'out/setup.lock'),
    async () => {
      await install()
      if (!isBuilt(root)) await build()
    },
    { onWaiting: () => say('Waiting for another start of Sluice that installs or builds.') },
  )
}

const isPrepared = () =>
  installationProblem(root) === null && readStamp(root) !== null && isBuilt(root)

async function install() {
  const problem = installationProblem(root)
  if (problem) {
    say(`Installing packages, which takes a minute or two (${problem}).`)
    // Asked for by `npm run --silent`, npm would be silent here too, and say nothing of what failed.
    const command = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
    command.push('--loglevel=error')
    const { code } = await npm(command, { stdio: ['ignore', 2, 2] })
    if (code !== 0) fail('The packages could not be installed; npm says above why.')
  }
  if (problem || !readStamp(root)) writeStamp(root)
  const remaining = installationProblem(root)
  if (remaining) fail(`npm installed the packages, but ${remaining}.`)
}

async function build() {
  say('Building Sluice.')
  await buildWith(root, async () => {
    const { code, output } = await run(
      process.execPath,
      [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'],
      { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
    )
    if (code !== 0) fail(`${output}\nSluice could not be built; see above.`)
  })
}

/** Runs npm itself, on the Node that runs this. */
function npm(args, options) {
  const script = process.env.npm_execpath
  const env = environmentFor(process.execPath)
  if (script && /\.[cm]?js$/.test(script))
    return run(process.execPath, [script, ...args], { ...options, env, cwd: root })
  return run('npm', args, { ...options, env, cwd: root, shell: isWindows })
}

/** The Node that made the installation, if it is there still. */
async function knownNode() {
  const node = readStamp(root)?.node
  if (!node || !existsSync(node)) return null
  const { code, output } = await run(node, ['--version'], { stdio: ['ignore', 'pipe', 'ignore'] })
  return code === 0 && isNewEnough(output) ? node : null
}

async function fetchedNode() {
  say(`This is Node ${process.version}; Sluice runs on Node 24, which npm fetches.`)
  const command = ['exec', '--yes', '--package=node@24', '--', 'node', '-p', 'process.execPath']
  const { code, output } = await npm(command, { stdio: ['ignore', 'pipe', 2] })
  const node = output.trim().split('\n').pop()
  if (code !== 0 || !node || !existsSync(node))
    fail('Node 24 could not be fetched. Install Node 24, or look at what npm says above.')
  return node
}

/** @param {string} version such as `v22.12.0` */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.trim().replace('v', '').split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 12)
}

/** Scripts of packages find the same Node. */
function environmentFor(node) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  return { ...process.env, [name]: `${dirname(node)}${delimiter}${process.env[name] ?? ''}` }
}

function fail(message) {
  say(message)
  process.exit(1)
}
