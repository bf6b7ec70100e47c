import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { hasProgram, HOST, onFreePorts, startServerProcess } from './serverProcess.ts'
import { newKeyPair } from './sshServer.ts'

const SSHD = '/usr/sbin/sshd'

/** OpenSSH's server with keys, a port and a folder of its own; it lets in who runs the test. */
export type Sshd = {
  readonly host: string
  readonly port: number
  readonly user: string
  /** Paths of private keys that are let in; the second has the passphrase. */
  readonly keyFile: string
  readonly sealedKeyFile: string
  readonly passphrase: string
  /** A key that is not let in. */
  readonly strangeKeyFile: string
  stop(): Promise<void>
}

export const hasSshd = (): boolean => hasProgram(SSHD)

/** `settings`: further lines of its configuration. */
export const startSshd = (settings: readonly string[] = []): Promise<Sshd> =>
  onFreePorts(1, ([port]) => startOn(port!, settings))

async function startOn(port: number, settings: readonly string[]): Promise<Sshd> {
  const passphrase = 'heron and otter'
  const [own, sealed, strange] = [newKeyPair(), newKeyPair({ passphrase }), newKeyPair()]
  const write = async (folder: string, name: string, text: string) => {
    await writeFile(join(folder, name), text)
    await chmod(join(folder, name), 0o600)
  }
  const { folder, stop } = await startServerProcess({
    name: SSHD,
    async prepare(at) {
      // Where OpenSSH's server puts its helper as root; Debian makes it when the service starts.
      if (process.getuid?.() === 0) await mkdir('/run/sshd', { recursive: true, mode: 0o755 })
      await write(at, 'host_key', newKeyPair().private)
      await write(at, 'authorized_keys', `${own.public}\n${sealed.public}\n`)
      await write(at, 'own', own.private)
      await write(at, 'sealed', sealed.private)
      await write(at, 'strange', strange.private)
      const lines = [
        `ListenAddress ${HOST}:${port}`,
        `HostKey ${join(at, 'host_key')}`,
        `AuthorizedKeysFile ${join(at, 'authorized_keys')}`,
        'PidFile none',
        'StrictModes no',
        'UsePAM no',
        'PasswordAuthentication no',
        'PermitRootLogin prohibit-password',
        ...settings,
      ]
      await write(at, 'sshd_config', `${lines.join('\n')}\n`)
      return ['-D', '-e', '-f', join(at, 'sshd_config')]
    },
    probe: () =>
      new Promise((resolve, reject) => {
        const socket = connect(port, HOST)
        socket.once('data', () => {
          socket.destroy()
          resolve()
        })
        socket.once('error', reject)
      }),
  })
  return {
    host: HOST,
    port,
    user: userInfo().username,
    keyFile: join(folder, 'own'),
    sealedKeyFile: join(folder, 'sealed'),
    passphrase,
    strangeKeyFile: join(folder, 'strange'),
    stop,
  }
}
