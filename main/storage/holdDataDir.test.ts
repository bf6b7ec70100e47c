import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { holdDataDir } from './holdDataDir.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sluice-hold-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

/** Another program that tries the same and ends without letting go. */
function tryElsewhere(): string {
  const module = fileURLToPath(new URL('holdDataDir.ts', import.meta.url))
  const script = `import { holdDataDir } from ${JSON.stringify(module)}
    try { holdDataDir(${JSON.stringify(dataDir)}); console.log('held') }
    catch (error) { console.log(error.code + ' ' + error.message) }
    process.kill(process.pid, 'SIGKILL')`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script])
  return String(stdout).trim()
}

test('a folder is held by one program, and free again when that has ended or was killed', () => {
  expect(tryElsewhere()).toBe('held')
  const release = holdDataDir(dataDir)
  expect(tryElsewhere()).toMatch(/^file-failed Another Sluice is running on the data folder/)
  release()
  expect(tryElsewhere()).toBe('held')
})
