// Plain JavaScript for Node 18 and newer, without dependencies: it runs before anything is installed.
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './processes.mjs'
import { root, say } from './setup.mjs'

const DOWNLOAD_LIMIT_MS = 20_000
const PATIENT_LIMIT_MS = 600_000
/** A download that failed is not tried at every start. */
const RETRY_AFTER_MS = 24 * 3_600_000
const FAILED = join(root, 'node_modules/.sluice-no-electron')
const FOLDER = join(root, 'node_modules/electron')

/** Why no desktop window can open here at all; null: one might. */
export function obstacle({
  platform = process.platform,
  env = process.env,
  uid = process.getuid?.(),
} = {}) {
  if (platform !== 'linux') return null
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no display'
  if (uid === 0) return 'Electron does not run as root with its sandbox'
  return null
}

/**
 * The path of Electron's binary, downloaded when that is quick; null: not to be had. Who is patient
 * waits for ten minutes, and tries although it failed before.
 */
export async function findElectron({ isPatient = false } = {}) {
  const present = electronBinary()
  if (present) return present
  if (failedLately() && !isPatient) return null
  const timeoutMs = isPatient ? PATIENT_LIMIT_MS : DOWNLOAD_LIMIT_MS
  say(`Downloading Electron, for at most ${timeoutMs / 1000} seconds.`)
  const { code } = await run(process.execPath, [join(FOLDER, 'install.js')], {
    cwd: root,
    stdio: 'ignore',
    timeoutMs,
  })
  const binary = code === 0 ? electronBinary() : null
  if (binary) rmSync(FAILED, { force: true })
  else writeFileSync(FAILED, '')
  return binary
}

/**
 * Runs the desktop window to its end; false when it could not open, as where the system lacks
 * Electron's libraries.
 */
export async function runDesktop(binary, args) {
  const startedAtMs = Date.now()
  const { code } = await run(binary, [root, ...args], { cwd: root })
  if (code === 0) process.exit(0)
  if (Date.now() - startedAtMs > 5_000) process.exit(code)
  return false
}

function electronBinary() {
  try {
    const path = join(FOLDER, 'dist', readFileSync(join(FOLDER, 'path.txt'), 'utf8'))
    return existsSync(path) ? path : null
  } catch {
    return null
  }
}

function failedLately() {
  const failure = statSync(FAILED, { throwIfNoEntry: false })
  return failure !== undefined && Date.now() - failure.mtimeMs < RETRY_AFTER_MS
}
