import type { Database } from 'better-sqlite3'
import type { Clock } from '../../clock.ts'
import type { Logger } from '../../logger.ts'
import { CipherSecrets, type SecretCipher } from './CipherSecrets.ts'
import { KeychainSecrets, type Keychain } from './KeychainSecrets.ts'
import { MemorySecrets } from './MemorySecrets.ts'
import type { SecretStore } from './SecretStore.ts'

export type SecretStoreOptions = {
  database: Database
  cipher: SecretCipher | undefined
  openKeychain: () => Promise<Keychain>
  clock: Clock
  logger: Logger
}

/**
 * The safest store that works here: the host's cipher, else the keychain, else memory. Never
 * rejects; a keychain that does not answer costs two seconds.
 */
export async function openSecretStore({
  database,
  cipher,
  openKeychain,
  clock,
  logger,
}: SecretStoreOptions): Promise<SecretStore> {
  if (cipher) return new CipherSecrets(database, cipher)
  try {
    const secrets = new KeychainSecrets(await openKeychain(), clock)
    await secrets.probe()
    return secrets
  } catch (error) {
    logger.info({ err: error }, 'No keychain works here; secrets stay in memory.')
    return new MemorySecrets('no keychain of the operating system answers')
  }
}
