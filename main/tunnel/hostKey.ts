import { createHash } from 'node:crypto'
import { WorkbenchError } from '../../contract/errors.ts'
import type { HostKey } from './HostKeyStore.ts'

/** Reads a public key as it stands on the wire (RFC 4253, 6.6): its type comes first. */
export function readHostKey(blob: Buffer): HostKey {
  const length = blob.readUInt32BE(0)
  const hash = createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')
  return {
    keyType: blob.toString('latin1', 4, 4 + length),
    fingerprint: `SHA256:${hash}`,
  }
}

/**
 * The algorithms to ask for first, so that a server with several keys shows the one that is known
 * (RFC 8332 gives keys of type ssh-rsa better signatures).
 */
export const algorithmsFor = ({ keyType }: HostKey): string[] =>
  keyType === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'] : [keyType]

/** Why the key that a server shows is not trusted; null: it is. */
export function hostKeyFault(
  { host, port }: { host: string; port: number },
  shown: HostKey,
  known: HostKey | null,
): WorkbenchError | null {
  const { keyType, fingerprint } = shown
  const server = `${host}:${port}`
  if (!known)
    return new WorkbenchError(
      'host-key-unknown',
      `The SSH server ${server} is met for the first time. Its key is ${keyType} ${fingerprint}. ` +
        'Compare it with what its administrator tells you, and trust it if they are the same.',
      { details: { host, port, keyType, fingerprint } },
    )
  if (known.fingerprint === fingerprint) return null
  return new WorkbenchError(
    'host-key-changed',
    `The SSH server ${server} shows another key than before: ${keyType} ${fingerprint}, where ` +
      `${known.keyType} ${known.fingerprint} is trusted. Somebody may stand in between. Ask its ` +
      'administrator; if the server was set up anew, forget the old key and compare the new one.',
    { details: { host, port, keyType, fingerprint, knownFingerprint: known.fingerprint } },
  )
}
