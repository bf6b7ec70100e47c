import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { Clock } from '../../clock.ts'
import type { Logger } from '../../logger.ts'
import { CipherSecrets, type SecretCipher } from './CipherSecrets.ts'
import { KeychainSecrets, type Keychain } from './KeychainSecrets.ts'
import { PassphraseSecrets } from './PassphraseSecrets.ts'
import { SecretFile } from './SecretFile.ts'
import type { SecretStore } from './SecretStore.ts'

const FILE_NAME = 'secrets.json'

export type SecretStoreOptions = {
  database: Database
  dataDir: string
  cipher: SecretCipher | undefined
  openKeychain: () => Promise<Keychain>
  clock: Clock
  logger: Logger
}

/**
 * The safest store that works here: the host's cipher, else the keychain, else a file sealed under a
 * passphrase or, as long as none is set, memory. A keychain that does not answer costs two seconds.
 * Rejects only where the file is there and cannot be read.
 */
export async function openSecretStore({
  database,
  dataDir,
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
    logger.info({ err: error }, 'No keychain works here.')
    return new PassphraseSecrets({ file: new SecretFile(join(dataDir, FILE_NAME)) }).load()
  }
}
