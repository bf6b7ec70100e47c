import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { WorkbenchError } from '../../contract/errors.ts'
import { profileSchema, type ProfileInput } from '../../contract/profiles.ts'
import type { RunEvent } from '../../contract/query.ts'
import { hasInflux, startInflux } from '../testing/influxServer.ts'
import { memoryClient } from '../testing/memoryClient.ts'
import { startPostgres, type PostgresServer } from '../testing/postgresServer.ts'
import { hasRedis, startRedis } from '../testing/redisServer.ts'
import { serveTls } from '../testing/serveTls.ts'
import { newKeyPair, startSshServer, type SshServer } from '../testing/sshServer.ts'
import { startServices, type StartedServices } from '../testing/startServices.ts'
import { startTdsServer } from '../testing/tds/startTdsServer.ts'

let postgres: PostgresServer
let caFile: string
let folder: string
let services: StartedServices
let client: ReturnType<typeof memoryClient>
let ssh: SshServer
let runCount = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-tunnel-'))
  postgres = await startPostgres({ isOwn: true })
  const { certificate } = await serveTls(postgres.url)
  caFile = join(folder, 'ca.pem')
  await writeFile(caFile, certificate)
})
afterAll(async () => {
  await postgres?.stop()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  services = await startServices()
  client = memoryClient(services)
})
afterEach(async () => {
  await services.stop()
  await ssh?.stop()
})

type Given = { profile: ProfileInput; secrets: Record<string, string> }

/** A connection to the address of a URL that goes through the SSH server. */
async function through(
  changes: { url?: string; ssh?: object; fields?: object; secrets?: object; pool?: object } = {},
): Promise<Given> {
  const { driverId, fields, secrets } = await client.call('profiles.parseUrl', {
    url: changes.url ?? postgres.url,
  })
  const { host, port, user, password } = ssh
  const profile: ProfileInput = {
    id: 'p',
    name: 'orders',
    driverId,
    fields: { ...fields, ...changes.fields },
    pool: changes.pool ?? {},
    ssh: { host, port, user, ...changes.ssh },
  }
  profileSchema.parse(profile)
  return { profile, secrets: { ...secrets, sshPassword: password, ...changes.secrets } }
}

const tryOut = (given: Given) => client.call('profiles.test', given)

async function failureOf(given: Given): Promise<WorkbenchError> {
  const error = await tryOut(given).then(
    () => new Error('It worked.'),
    (failure: unknown) => failure,
  )
  expect(error).toBeInstanceOf(WorkbenchError)
  return error as WorkbenchError
}

/** Meets the server for the first time, as after the question was answered. */
async function trust(given: Given): Promise<void> {
  const { code, details } = await failureOf(given)
  expect(code).toBe('host-key-unknown')
  const { host, port, fingerprint } = details as { host: string; port: number; fingerprint: string }
  await client.call('profiles.trustHostKey', { host, port, fingerprint })
}

async function startTrusted(options: Parameters<typeof startSshServer>[0] = {}): Promise<void> {
  ssh = await startSshServer(options)
  await trust(await through())
}

/** Runs as a tab does: the first cell, or the error. */
async function run(sql: string): Promise<string | WorkbenchError> {
  const runId = `run-${++runCount}`
  const events: RunEvent[] = []
  const stop = await client.subscribe('query.events', { runId }, (event) => events.push(event))
  await client.call('query.run', { runId, profileId: 'p', statements: [sql] })
  stop()
  const of = <K extends RunEvent['kind']>(kind: K) =>
    events.find((event): event is Extract<RunEvent, { kind: K }> => event.kind === kind)
  const failed = of('statement-failed')
  if (failed) return failed.error as WorkbenchError
  const { resultId } = of('result-ended')!
  const cell = await client.call('results.cell', { resultId, row: 0, column: 0 })
  return Buffer.from(cell!.bytes).toString()
}

describe('logging in', () => {
  test('by password, and by a server that asks for it by prompts', async () => {
    await startTrusted()
    expect(await tryOut(await through())).toMatchObject({ product: 'PostgreSQL' })
    await ssh.stop()
    await startTrusted({ isInteractive: true })
    expect(await tryOut(await through())).toMatchObject({ product: 'PostgreSQL' })
  })

  test('each jump host has a password or a key of its own', async () => {
    const pair = newKeyPair()
    const keyFile = join(folder, 'id_jump')
    await writeFile(keyFile, pair.private)
    ssh = await startSshServer()
    const byPassword = await startSshServer({ user: 'first', password: 'of the first' })
    const byKey = await startSshServer({
      ...{ user: 'second', password: null, authorizedKeys: [pair.public] },
    })
    try {
      const jumps = [byPassword, byKey].map(({ user, host, port }) => `${user}@${host}:${port}`)
      const [first, second] = jumps as [string, string]
      const jumpLogins = [
        { jump: first, method: 'password' },
        { jump: second, method: 'key', keyFile },
      ]
      const password = { [`sshPassword@${first}`]: 'of the first' }
      const given = await through({
        ssh: { jumps: jumps.join(', '), jumpLogins },
        secrets: password,
      })
      for (let met = 0; met < 3; met++) await trust(given)
      expect(await tryOut(given)).toMatchObject({ product: 'PostgreSQL' })
      const refused = await through({
        ssh: { jumps: jumps.join(', '), jumpLogins },
        secrets: { [`sshPassword@${first}`]: 'open sesame' },
      })
      expect(await failureOf(refused)).toMatchObject({
        code: 'authentication-failed',
        message: expect.stringContaining(`${byPassword.port} does not let “first” in`) as string,
      })
    } finally {
      await byPassword.stop()
      await byKey.stop()
    }
  })

  test('with a wrong or no password tells that it is the SSH server that refuses', async () => {
    await startTrusted()
    const wrong = await failureOf(await through({ secrets: { sshPassword: 'not it' } }))
    expect(wrong.code).toBe('authentication-failed')
    expect(wrong.message).toBe(
      `The SSH server 127.0.0.1:${ssh.port} does not let “tester” in by this password. ` +
        'Check the SSH user and the SSH password.',
    )
    const none = await failureOf(await through({ secrets: { sshPassword: '' } }))
    expect(none.message).toBe('There is no SSH password for “tester”. Enter it.')
  })

  test('by a private key, with a passphrase where it has one', async () => {
    const [plain, sealed, strange] = [
      newKeyPair(),
      newKeyPair({ passphrase: 'egret' }),
      newKeyPair(),
    ]
    const paths = { plain, sealed, strange }
    for (const [name, pair] of Object.entries(paths))
      await writeFile(join(folder, name), pair.private)
    await writeFile(join(folder, 'not-a-key'), plain.public)
    await startTrusted({ authorizedKeys: [plain.public, sealed.public] })
    const by = (name: string, secrets: object = {}) =>
      through({ ssh: { method: 'key', keyFile: join(folder, name) }, secrets })

    expect(await tryOut(await by('plain'))).toMatchObject({ product: 'PostgreSQL' })
    const passphrase = { sshPassphrase: 'egret' }
    expect(await tryOut(await by('sealed', passphrase))).toMatchObject({ product: 'PostgreSQL' })

    expect((await failureOf(await by('sealed'))).message).toMatch(/has a passphrase\. Enter it\.$/)
    const wrong = await failureOf(await by('sealed', { sshPassphrase: 'heron' }))
    expect(wrong.message).toMatch(/The passphrase does not open the private key .*Check it\.$/)
    expect((await failureOf(await by('strange'))).message).toMatch(
      /does not let “tester” in by the key .*authorized_keys/,
    )
    expect((await failureOf(await by('missing'))).message).toMatch(/cannot be read \(ENOENT\)/)
    expect((await failureOf(await by('not-a-key'))).message).toMatch(/is not a private key/)
  })

  test('tells of an SSH server that is not there, does not answer, or is none', async () => {
    await startTrusted()
    const { port } = ssh
    await ssh.stop()
    const gone = await failureOf(await through({ ssh: { port } }))
    expect(gone.message).toContain(`No SSH server answers at 127.0.0.1:${port}.`)

    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const silentPort = (silent.address() as AddressInfo).port
    const given = await through({ ssh: { port: silentPort } })
    given.profile.connectTimeoutMs = 400
    const late = await failureOf(given)
    expect(late.message).toMatch(/No answer from the SSH server .* within 400 ms\./)
    silent.close()

    const none = await failureOf(await through({ ssh: { port: postgres.port } }))
    expect(none.message).toMatch(/Check that it is SSH that listens there|No answer from the SSH/)
  })
})

describe('the key of the SSH server', () => {
  test('is asked about at first, with its fingerprint, and remembered once trusted', async () => {
    ssh = await startSshServer()
    const { code, message, details } = await failureOf(await through())
    expect(code).toBe('host-key-unknown')
    expect(details['fingerprint']).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/)
    expect(message).toContain(`ssh-ed25519 ${String(details['fingerprint'])}`)
    expect(ssh.loginCount).toBe(0)
    await trust(await through())
    await tryOut(await through())
    expect(ssh.loginCount).toBe(1)
  })

  test('cannot be trusted unseen', async () => {
    ssh = await startSshServer()
    const { host, port } = ssh
    const fingerprint = 'SHA256:AAAA'
    const trusting = client.call('profiles.trustHostKey', { host, port, fingerprint })
    await expect(trusting).rejects.toMatchObject({ code: 'invalid-request' })
  })

  test('that changed is refused with both fingerprints, and asked about again once forgotten', async () => {
    ssh = await startSshServer()
    const first = await failureOf(await through())
    await trust(await through())
    await ssh.changeHostKey()
    const changed = await failureOf(await through())
    expect(changed.code).toBe('host-key-changed')
    expect(changed.message).toContain(String(first.details['fingerprint']))
    expect(changed.message).toContain(String(changed.details['fingerprint']))
    expect(changed.details['fingerprint']).not.toBe(first.details['fingerprint'])
    expect(changed.message).toContain('Somebody may stand in between.')

    await client.call('profiles.forgetHostKey', { host: ssh.host, port: ssh.port })
    await trust(await through())
    expect(await tryOut(await through())).toMatchObject({ product: 'PostgreSQL' })
  })
})

describe('the way on to the database', () => {
  test('that the SSH server forbids is told as that', async () => {
    await startTrusted({ leadsOn: false })
    const { code, message } = await failureOf(await through())
    expect(code).toBe('permission-denied')
    expect(message).toContain(`forbids the way on to 127.0.0.1:${postgres.port}`)
    expect(message).toContain('AllowTcpForwarding')
  })

  test('leads to the name in its certificate, as if there were no tunnel', async () => {
    await startTrusted()
    const tls = { tlsMode: 'verify-full', caFile }
    const right = await through({ fields: { ...tls, host: 'localhost' } })
    expect(await tryOut(right)).toMatchObject({ product: 'PostgreSQL' })
    const wrong = await failureOf(await through({ fields: { ...tls, host: '127.0.0.1' } }))
    expect(wrong.code).toBe('tls-failed')
    expect(wrong.message).toContain('is for another host than “127.0.0.1”')
  })

  test('is shared by all connections of a pool, and a cancel goes it too', async () => {
    await startTrusted()
    await client.call('profiles.save', await through({ pool: { min: 3, max: 5 } }))
    expect(await run('select 1')).toBe('1')
    await expect
      .poll(async () => (await client.call('pools.list', {})).find(({ poolId }) => poolId === 'p'))
      .toMatchObject({ total: 3 })
    expect(ssh.sessionCount).toBe(1)

    const cancelling = new AbortController()
    const running = client.call(
      'query.run',
      { runId: 'sleeping', profileId: 'p', statements: ['select pg_sleep(30)'] },
      cancelling.signal,
    )
    await new Promise((resolve) => setTimeout(resolve, 300))
    const startedAt = performance.now()
    cancelling.abort()
    expect(await running).toMatchObject({ outcome: 'cancelled' })
    expect(performance.now() - startedAt).toBeLessThan(3_000)
  })

  test('that breaks mid-query fails that query, and the pool heals through a new login', async () => {
    await startTrusted()
    await client.call('profiles.save', await through())
    expect(await run('select 1')).toBe('1')
    const sleeping = run('select pg_sleep(30)')
    await new Promise((resolve) => setTimeout(resolve, 300))
    ssh.cut()
    expect(await sleeping).toMatchObject({ code: 'connection-lost' })
    expect(await run('select 2')).toBe('2')
    expect(ssh.loginCount).toBe(2)
  })

  test('that falls silent is found out by its missing sign of life, and replaced', async () => {
    await startTrusted()
    await client.call('profiles.save', await through({ ssh: { keepAliveMs: 200 } }))
    expect(await run('select 1')).toBe('1')
    const sleeping = run('select pg_sleep(30)')
    await new Promise((resolve) => setTimeout(resolve, 300))
    const startedAt = performance.now()
    ssh.freeze()
    expect(await sleeping).toMatchObject({ code: 'connection-lost' })
    expect(performance.now() - startedAt).toBeLessThan(5_000)
    expect(await run('select 2')).toBe('2')
  })

  test('ends with the program within its time, whatever still runs', async () => {
    await startTrusted()
    await client.call('profiles.save', await through())
    void run('select pg_sleep(30)').catch(() => {})
    await expect.poll(() => ssh.sessionCount).toBe(1)
    const startedAt = performance.now()
    await services.shutdown({ deadlineMs: 500 })
    expect(performance.now() - startedAt).toBeLessThan(4_000)
    await expect.poll(() => ssh.sessionCount).toBe(0)
  })

  test('is not taken by a database that is a file', async () => {
    await startTrusted()
    const { code, message } = await failureOf(await through({ url: '/tmp/shop.db' }))
    expect(code).toBe('invalid-profile')
    expect(message).toMatch(/secret|not reached over a network/)
  })
})

describe('every driver goes the same way', () => {
  test('SQL Server’s', async () => {
    await startTrusted()
    const server = await startTdsServer()
    try {
      await client.call('profiles.save', await through({ url: server.url }))
      expect(await run('select 6 * 7')).toBe('42')
      expect(ssh.sessionCount).toBe(1)
    } finally {
      await server.stop()
    }
  })

  test.skipIf(!hasRedis())('Redis’s', async () => {
    await startTrusted()
    const server = await startRedis()
    try {
      await client.call('profiles.save', await through({ url: server.url }))
      expect(await run('ECHO hello')).toBe('hello')
      expect(ssh.sessionCount).toBe(1)
    } finally {
      await server.stop()
    }
  })

  test.skipIf(!hasInflux())('InfluxDB’s', async () => {
    await startTrusted()
    const server = await startInflux()
    try {
      await server.query('CREATE DATABASE shop')
      await client.call('profiles.save', await through({ url: server.url }))
      expect(await run('SHOW DATABASES')).toBe('shop')
      expect(ssh.sessionCount).toBe(1)
    } finally {
      await server.stop()
    }
  })
})
