import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import type { ConnectConfig } from 'ssh2'
import { WorkbenchError } from '../../contract/errors.ts'
import type { SshSettings } from '../../contract/profiles.ts'

type Secrets = { password: string | null; passphrase: string | null }

/** With its secrets filled in. Never logged. */
export type SshLogin = Omit<SshSettings, 'jumpLogins'> & Secrets

/** The same of a jump host that has its own. */
export type JumpLogin = SshSettings['jumpLogins'][number] & Secrets

type Credentials = Pick<
  ConnectConfig,
  'password' | 'tryKeyboard' | 'privateKey' | 'passphrase' | 'agent'
>

/** What ssh2 logs in with. Throws `authentication-failed` or `invalid-profile` where it cannot even try. */
export async function readCredentials(login: SshLogin): Promise<Credentials> {
  const { method, password, keyFile, passphrase } = login
  if (method === 'agent') return { agent: agentAddress(process.env, process.platform) }
  if (method === 'key') return readKey(keyFile, passphrase)
  if (password === null || password === '')
    throw new WorkbenchError(
      'authentication-failed',
      `There is no SSH password for “${login.user}”. Enter it.`,
    )
  return { password, tryKeyboard: true }
}

async function readKey(keyFile: string, passphrase: string | null): Promise<Credentials> {
  if (keyFile === '')
    throw new WorkbenchError(
      'invalid-profile',
      'There is no private key file. Choose one, or name it as IdentityFile in ~/.ssh/config.',
      { details: { field: 'ssh.keyFile' } },
    )
  const path = keyFile.replace(/^~(?=[\\/])/, homedir())
  let privateKey: Buffer
  try {
    privateKey = await readFile(path)
  } catch (cause) {
    throw new WorkbenchError(
      'invalid-profile',
      `The private key “${keyFile}” cannot be read (${(cause as NodeJS.ErrnoException).code}). Choose another file.`,
      { details: { field: 'ssh.keyFile' }, cause },
    )
  }
  const { default: ssh2 } = await import('ssh2')
  const parsed = ssh2.utils.parseKey(privateKey, passphrase ?? undefined)
  if (parsed instanceof Error) throw keyError(parsed.message, keyFile, passphrase)
  if (!parsed.isPrivateKey()) throw keyError('it is a public key', keyFile, passphrase)
  return { privateKey, ...(passphrase && { passphrase }) }
}

function keyError(message: string, keyFile: string, passphrase: string | null): WorkbenchError {
  const isSealed = /passphrase|encrypted|decrypt|integrity check/i.test(message)
  if (isSealed)
    return new WorkbenchError(
      'authentication-failed',
      passphrase
        ? `The passphrase does not open the private key “${keyFile}”. Check it.`
        : `The private key “${keyFile}” has a passphrase. Enter it.`,
    )
  return new WorkbenchError(
    'invalid-profile',
    `“${keyFile}” is not a private key that Sluice can read: ${message}. Choose the file without “.pub”, in the format of OpenSSH, PEM or PuTTY.`,
    { details: { field: 'ssh.keyFile' } },
  )
}

/** Where the user's SSH agent listens. */
export function agentAddress(
  variables: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string {
  const named = variables['SSH_AUTH_SOCK']
  if (named) return named
  if (platform === 'win32') return String.raw`\\.\pipe\openssh-ssh-agent`
  throw new WorkbenchError(
    'authentication-failed',
    'No SSH agent runs here: SSH_AUTH_SOCK is not set. Start one with your key in it, or log in by a private key.',
  )
}
