import { safeStorage } from 'electron'
import type { SecretCipher } from '../../rpc/buildServices.ts'

const LABELS: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'macOS Keychain',
  win32: 'Windows Data Protection',
}

/** Encrypts with the operating system's key; null where it keeps none for us. */
export function systemCipher(): SecretCipher | null {
  if (!safeStorage.isEncryptionAvailable()) return null
  // Chromium's `basic_text` encrypts with a key that stands in its source.
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text')
    return null
  return {
    label: LABELS[process.platform] ?? 'System keyring',
    encrypt: (text) => safeStorage.encryptString(text),
    decrypt: (bytes) => safeStorage.decryptString(Buffer.from(bytes)),
  }
}
