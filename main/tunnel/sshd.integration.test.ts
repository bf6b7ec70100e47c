import { execFile, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

const homes: string[] = []
afterEach(async () => {
  for (const home of homes.splice(0)) await rm(home, { recursive: true, force: true })
})

/** Does something as a user whose home folder has this ssh_config. */
async function withConfig<T>(config: string, work: () => Promise<T>): Promise<T> {
  const home = await mkdtemp(join(tmpdir(), 'sluice-home-'))
  homes.push(home)
  await mkdir(join(home, '.ssh'))
  await writeFile(join(home, '.ssh', 'config'), config)
  const before = process.env['HOME']
  process.env['HOME'] = home
  try {
    return await work()
  } finally {
    process.env['HOME'] = before
  }
}

/** Trusts whatever server is met on the way, as somebody who compared each key. */
async function tryOutAll(ssh: object): Promise<unknown> {
  const { driverId, fields, secrets } = await services.call('profiles.parseUrl', {
    url: postgres.url,
  })
  const ofUsual = { host: 'set below', method: 'key' as const }
  const profile: ProfileInput = {
    id: 'p',
    name: 'orders',
    driverId,
    fields,
    pool: {},
    ssh: { ...ofUsual, ...ssh },
  }
  for (let met = 0; ; met++) {
    try {
      return await services.call('profiles.test', { profile, secrets })
    } catch (error) {
      const { code, details } = error as {
        code: string
        details: { host: string; port: number; fingerprint: string }
      }
      if (code !== 'host-key-unknown' || met > 3) throw error
      const { host, port, fingerprint } = details
      await services.call('profiles.trustHostKey', { host, port, fingerprint })
    }
  }
}

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

test.skipIf(!isThere)('a host of ssh_config is found by what it is called there', async () => {
  const { host, port, user, keyFile } = sshd
  const config = `Host shop\n  HostName ${host}\n  Port ${port}\n  User ${user}\n  IdentityFile ${keyFile}\n`
  await withConfig(config, async () => {
    expect(await services.call('profiles.sshHosts', {})).toEqual([
      { alias: 'shop', hostName: host, user, port, keyFile, jumps: '' },
    ])
    expect(await tryOutAll({ host: 'shop' })).toMatchObject({ product: 'PostgreSQL' })
    await expect(tryOutAll({ host: 'shop', user: 'nobody' })).rejects.toMatchObject({
      code: 'authentication-failed',
      message: expect.stringContaining('“nobody”') as string,
    })
  })
  await withConfig('', async () => {
    await expect(tryOutAll({ host, port })).rejects.toThrow(/There is no private key file/)
  })
})

test.skipIf(!isThere)(
  'the way leads over jump hosts, one or several, each with a key of its own',
  async () => {
    const [first, second] = await Promise.all([startSshd(), startSshd()])
    const entry = (name: string, server: Sshd, more = '') =>
      `Host ${name}\n  HostName ${server.host}\n  Port ${server.port}\n  IdentityFile ${server.keyFile}\n${more}`
    const config = [
      entry('outer', first),
      entry('inner', second, '  ProxyJump outer\n'),
      entry('shop', sshd, '  ProxyJump inner\n'),
    ].join('')
    try {
      await withConfig(config, async () => {
        expect(await tryOutAll({ host: 'shop' })).toMatchObject({ product: 'PostgreSQL' })
        // One is named by the profile, and the key of the server is not that of the jump host.
        const { host, port, keyFile } = sshd
        const direct = { host, port, keyFile, jumps: 'outer' }
        expect(await tryOutAll(direct)).toMatchObject({ product: 'PostgreSQL' })
        await expect(tryOutAll({ ...direct, jumps: 'outer,127.0.0.1:1' })).rejects.toMatchObject({
          code: 'connection-refused',
          message: expect.stringContaining(
            `The SSH server ${first.host}:${first.port} cannot reach 127.0.0.1:1`,
          ) as string,
        })
        await expect(tryOutAll({ ...direct, jumps: '127.0.0.1:1' })).rejects.toMatchObject({
          message: expect.stringContaining('No SSH server answers at 127.0.0.1:1') as string,
        })
        expect(await tryOutAll({ ...direct, jumps: 'none' })).toMatchObject({
          product: 'PostgreSQL',
        })
      })
    } finally {
      await Promise.all([first.stop(), second.stop()])
    }
  },
)

test.skipIf(!isThere)('a jump host that does not lead on is told as that', async () => {
  const [closed, away] = await Promise.all([startSshd(['AllowTcpForwarding no']), startSshd()])
  try {
    const { host, port, keyFile } = sshd
    const entry = (name: string, server: Sshd) =>
      `Host ${name}\n  HostName ${server.host}\n  Port ${server.port}\n  IdentityFile ${server.keyFile}\n`
    await withConfig(entry('closed', closed) + entry('away', away), async () => {
      await expect(tryOutAll({ host, port, keyFile, jumps: 'closed' })).rejects.toMatchObject({
        code: 'permission-denied',
        message: expect.stringContaining(`forbids the way on to ${host}:${port}`) as string,
      })
      const nowhere = tryOutAll({ host, port: 1, keyFile, jumps: 'away' })
      await expect(nowhere).rejects.toThrow(
        /cannot reach 127\.0\.0\.1:1.*whether the SSH server runs/,
      )
    })
  } finally {
    await Promise.all([closed.stop(), away.stop()])
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
