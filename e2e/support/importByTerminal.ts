import { spawn } from 'node:child_process'

export type Ended = { code: number | null; stderr: string }

/** `sluice import …`, and how it ended. */
export function importByTerminal(...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, ['out/main/index.js', 'import', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, SLUICE_PASSWORD: '' },
  })
  let stderr = ''
  child.stderr.on('data', (chunk) => (stderr += chunk))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stderr })))
}
