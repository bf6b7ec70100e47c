/** How a connection goes through an SSH server; apart from the schemas, so that the window can read it. */

export const sshMethods = ['password', 'key', 'agent'] as const

/** Of a new tunnel. */
export const usualSsh = {
  host: '',
  port: 22,
  user: '',
  method: 'password' as const,
  keyFile: '',
  jumps: '',
  keepAliveMs: 15_000,
}

/** A host of ~/.ssh/config, with what it says of it; empty, and port 22: nothing. */
export type SshHost = {
  readonly alias: string
  readonly hostName: string
  readonly user: string
  readonly port: number
  readonly keyFile: string
  readonly jumps: string
}

/** By which secrets of a profile are kept that are no fields of its driver. */
export const SSH_PASSWORD = 'sshPassword'
export const SSH_PASSPHRASE = 'sshPassphrase'
export const sshSecrets = [SSH_PASSWORD, SSH_PASSPHRASE] as const
