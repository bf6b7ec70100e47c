import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { z } from 'zod'

const KEY_BYTES = 32
const NONCE_BYTES = 12

const base64 = z.string().transform((text) => Buffer.from(text, 'base64'))

/** A text sealed under a passphrase: scrypt (RFC 7914) makes the key, AES-256-GCM seals. */
export const sealedSchema = z.object({
  version: z.literal(1),
  kdf: z.object({
    name: z.literal('scrypt'),
    cost: z
      .int()
      .min(2)
      .max(2 ** 20),
    blockSize: z.int().min(1).max(32),
    parallelization: z.int().min(1).max(16),
    salt: base64,
  }),
  nonce: base64,
  ciphertext: base64,
  tag: base64,
})
export type Sealed = z.output<typeof sealedSchema>

/** A key with what it was made from, so that sealing again need not ask for the passphrase. */
export type SealingKey = { readonly bytes: Buffer; readonly kdf: Sealed['kdf'] }

/** About 0.3 s and 128 MiB a guess. */
const USUAL_COST = 2 ** 17

/** A new key with a salt of its own. `cost` is scrypt's N, a power of two. */
export function newKey(passphrase: string, cost = USUAL_COST): Promise<SealingKey> {
  const salt = randomBytes(16)
  return deriveKey(passphrase, { name: 'scrypt', cost, blockSize: 8, parallelization: 1, salt })
}

export async function deriveKey(passphrase: string, kdf: Sealed['kdf']): Promise<SealingKey> {
  const { cost, blockSize, parallelization, salt } = kdf
  const maxmem = 256 * cost * blockSize
  // NFKC: the same passphrase typed on another keyboard gives the same bytes.
  const text = passphrase.normalize('NFKC')
  const options = { N: cost, r: blockSize, p: parallelization, maxmem }
  return { bytes: await derive(text, salt, KEY_BYTES, options), kdf }
}

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt)

export function seal(text: string, { bytes, kdf }: SealingKey): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', bytes, nonce)
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  const written = {
    version: 1,
    kdf: { ...kdf, salt: kdf.salt.toString('base64') },
    nonce: nonce.toString('base64'),
    ciphertext: ciphertext.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  }
  return `${JSON.stringify(written, null, 2)}\n`
}

/** Null where the key is not the one it was sealed with, or a byte was changed. */
export function unseal({ nonce, ciphertext, tag }: Sealed, { bytes }: SealingKey): string | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', bytes, nonce)
    decipher.setAuthTag(tag)
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
