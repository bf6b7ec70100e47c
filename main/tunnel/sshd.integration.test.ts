import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ProfileInput } from '../../contract/profiles.ts'
import { startPostgres, type PostgresServer } from '../testing/postgresServer.ts'
import { hasSshd, startSshd, type Sshd } from '../testing/sshd.ts'
import { startServices, type StartedServices } from '../testing/startServices.ts'

/** What the tests with ssh2's own server prove, with OpenSSH's where it is on the machine. */
const isThere = hasSshd()

let postgres: PostgresServer
let sshd: Sshd
let services: StartedServices

beforeAll(async () => {
  postgres = await startPostgres()
  if (isThere) sshd = await startSshd()
})
afterAll(async () => {
  await sshd?.stop()
  await postgres?.stop()
})
beforeEach(async () => {
  services = await startServices()
})
afterEach(() => services.stop())

async function tryOut(ssh: object, secrets: Record<string, string> = {}, server = sshd) {
  const {
    driverId,
    fields,
    secrets: own,
  } = await services.call('profiles.parseUrl', {
    url: postgres.url,
  })
  const { host, port, user } = server
  const profile: ProfileInput = {
    id: 'p',
    name: 'orders',
    driverId,
    fields,
    pool: {},
    ssh: { host, port, user, ...ssh },
  }
  const request = { profile, secrets: { ...own, ...secrets } }
  return services.call('profiles.test', request).catch(async (error: unknown) => {
    const { code, details } = error as { code: string; details: { fingerprint: string } }
    if (code !== 'host-key-unknown') throw error
    await services.call('profiles.trustHostKey', { host, port, fingerprint: details.fingerprint })
    return services.call('profiles.test', request)
  })
}

test.skipIf(!isThere)('OpenSSH lets in by key, with and without a passphrase', async () => {
  const { keyFile, sealedKeyFile, passphrase } = sshd
  expect(await tryOut({ method: 'key', keyFile })).toMatchObject({ product: 'PostgreSQL' })
  const sealed = tryOut({ method: 'key', keyFile: sealedKeyFile }, { sshPassphrase: passphrase })
  expect(await sealed).toMatchObject({ product: 'PostgreSQL' })
})

test.skipIf(!isThere)('OpenSSH refuses a key it does not know', async () => {
  const attempt = tryOut({ method: 'key', keyFile: sshd.strangeKeyFile })
  await expect(attempt).rejects.toMatchObject({ code: 'authentication-failed' })
})

test.skipIf(!isThere)('OpenSSH that forbids forwarding is told as that', async () => {
  const strict = await startSshd(['AllowTcpForwarding no'])
  try {
    const attempt = tryOut({ method: 'key', keyFile: strict.keyFile }, {}, strict)
    await expect(attempt).rejects.toMatchObject({
      code: 'permission-denied',
      message: expect.stringContaining('forbids the way on') as string,
    })
  } finally {
    await strict.stop()
  }
})

const hasAgent = spawnSync('ssh-agent', ['-h']).error === undefined

test.skipIf(!isThere || !hasAgent)(
  'an SSH agent logs in, and one without the key does not',
  async () => {
    const run = promisify(execFile)
    const { stdout } = await run('ssh-agent', ['-s'])
    const [, socket] = /SSH_AUTH_SOCK=([^;]+)/.exec(stdout)!
    const [, pid] = /SSH_AGENT_PID=(\d+)/.exec(stdout)!
    const before = process.env['SSH_AUTH_SOCK']
    process.env['SSH_AUTH_SOCK'] = socket!
    try {
      const empty = tryOut({ method: 'agent' })
      await expect(empty).rejects.toMatchObject({ code: 'authentication-failed' })
      await run('ssh-add', [sshd.keyFile])
      expect(await tryOut({ method: 'agent' })).toMatchObject({ product: 'PostgreSQL' })
    } finally {
      if (before === undefined) delete process.env['SSH_AUTH_SOCK']
      else process.env['SSH_AUTH_SOCK'] = before
      process.kill(Number(pid))
    }
  },
)
