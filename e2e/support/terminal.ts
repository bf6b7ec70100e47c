import { spawn } from 'node:child_process'

export type Ended = { code: number | null; stdout: string; stderr: string }

/** Starts the built program with arguments, as a shell would, without a terminal. */
export function startInTerminal(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
) {
  const child = spawn(process.execPath, ['out/main/index.js', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, SLUICE_PASSWORD: '', ...environment },
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => (stdout += chunk))
  child.stderr.on('data', (chunk) => (stderr += chunk))
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code) => resolve({ code, stdout, stderr })),
  )
  return { child, ended }
}

/** Runs it to its end. */
export const sluice = (
  args: readonly string[],
  environment?: Readonly<Record<string, string>>,
): Promise<Ended> => startInTerminal(args, environment).ended
