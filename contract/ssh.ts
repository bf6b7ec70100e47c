/** How a connection goes through an SSH server; apart from the schemas, so that the window can read it. */

export const sshMethods = ['password', 'key', 'agent'] as const
export type SshMethod = (typeof sshMethods)[number]

/** The jump hosts that are written one after the other, each as it stands there. */
export const jumpsIn = (jumps: string): string[] =>
  jumps.toLowerCase() === 'none'
    ? []
    : jumps
        .split(',')
        .map((jump) => jump.trim())
        .filter(Boolean)

/** Of a new tunnel. */
export const usualSsh = {
  host: '',
  port: 22,
  user: '',
  method: 'password' as const,
  keyFile: '',
  jumps: '',
  jumpLogins: [] as { jump: string; method: SshMethod; keyFile: string }[],
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
const sshSecrets = [SSH_PASSWORD, SSH_PASSPHRASE] as const

/** Those of a jump host go by how it is written: another one is never sent them. */
export const jumpPassword = (jump: string): string => `${SSH_PASSWORD}@${jump}`
export const jumpPassphrase = (jump: string): string => `${SSH_PASSPHRASE}@${jump}`

/** All that may be kept for such a tunnel. */
export const sshSecretNames = (
  ssh: { readonly jumpLogins: readonly { readonly jump: string }[] } | null,
): string[] => [
  ...sshSecrets,
  ...(ssh?.jumpLogins ?? []).flatMap(({ jump }) => [jumpPassword(jump), jumpPassphrase(jump)]),
]
