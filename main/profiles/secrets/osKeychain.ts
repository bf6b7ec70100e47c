import type { Keychain } from './KeychainSecrets.ts'

const SERVICE = 'Sluice'

const LABEL_BY_PLATFORM: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'macOS Keychain',
  win32: 'Windows Credential Manager',
  linux: 'Secret Service keyring',
}

/** The keychain of the operating system, by way of `@napi-rs/keyring`, loaded when asked for. */
export async function osKeychain(): Promise<Keychain> {
  const { AsyncEntry } = await import('@napi-rs/keyring')
  return {
    label: LABEL_BY_PLATFORM[process.platform] ?? 'Keychain of the operating system',
    entry: (account) =>
      // Without the Secret Service it would take the kernel's keyring, which a restart empties.
      new AsyncEntry(SERVICE, account, { linux: { store: 'secret-service' } }),
  }
}
