import type { Database } from 'better-sqlite3'

/** The key by which an SSH server shows who it is. */
export type HostKey = {
  /** Such as `ssh-ed25519`. */
  readonly keyType: string
  /** SHA256 in base64 without padding, with `SHA256:` in front, as ssh-keygen shows it. */
  readonly fingerprint: string
}

/** The keys that the user has trusted. */
export class HostKeyStore {
  readonly #find
  readonly #save
  readonly #delete

  constructor(database: Database) {
    this.#find = database.prepare<[string, number], HostKey>(
      'select key_type as keyType, fingerprint from known_hosts where host = ? and port = ?',
    )
    this.#save = database.prepare<[string, number, string, string, number]>(
      `insert or replace into known_hosts (host, port, key_type, fingerprint, trusted_at_ms)
       values (?, ?, ?, ?, ?)`,
    )
    this.#delete = database.prepare<[string, number]>(
      'delete from known_hosts where host = ? and port = ?',
    )
  }

  find(host: string, port: number): HostKey | null {
    return this.#find.get(host, port) ?? null
  }

  trust(host: string, port: number, { keyType, fingerprint }: HostKey, atMs: number): void {
    this.#save.run(host, port, keyType, fingerprint, atMs)
  }

  forget(host: string, port: number): void {
    this.#delete.run(host, port)
  }
}
