import { createPrivateKey } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  issuedCertificate,
  selfSignedCertificate,
  type TestCertificate,
} from '../../testing/testCertificates.ts'
import type { Connection, ConnectionTarget, Driver } from '../driver.ts'
import { runCollecting } from './CollectingSink.ts'

type Fields = ConnectionTarget['fields']

/** A driver whose sessions may be encrypted, with what is particular to its server. */
export type TlsUnderTest = {
  readonly driver: Driver
  /** `tlsMode` of the profile: encrypts only; checks the authority and the host name too. */
  readonly modes: { readonly unchecked: string; readonly checked: string }
  /** Takes a minute or longer, unless it is stopped; there where it runs on an empty server. */
  readonly endless?: string
  /** A server on 127.0.0.1 that speaks TLS with what it is given. */
  start(tls: TlsOfServer): Promise<{ readonly fields: Fields; stop(): Promise<void> }>
}

/** PEM texts, and the files they are in. */
export type TlsOfServer = {
  readonly certificate: string
  readonly certificateFile: string
  readonly key: string
  readonly keyFile: string
  /** Set where only clients with a certificate of this authority are let in. */
  readonly clientAuthority: string | null
  readonly clientAuthorityFile: string | null
}

const signal = new AbortController().signal

/** What TLS has to give, on a real server with certificates of the tests' own. */
export function describeTls({ driver, modes, endless, start }: TlsUnderTest): void {
  const authority = selfSignedCertificate('Authority of the tests')
  const stranger = selfSignedCertificate('Another authority')
  const open: Connection[] = []
  let folder: string

  /** Puts a certificate and its key into files, as a profile names them. */
  async function files(name: string, { certificate, key }: TestCertificate) {
    const certFile = join(folder, `${name}.pem`)
    const keyFile = join(folder, `${name}-key.pem`)
    await writeFile(certFile, certificate)
    await writeFile(keyFile, key)
    return { certFile, keyFile }
  }

  /** The key again, under a passphrase. */
  async function sealedKeyOf(plainFile: string) {
    const keyPassphrase = 'heron and otter'
    const pem = createPrivateKey(await readFile(plainFile)).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: keyPassphrase,
    })
    const keyFile = join(folder, 'sealed.pem')
    await writeFile(keyFile, pem)
    return { keyFile, keyPassphrase }
  }

  async function withServer(
    certificate: TestCertificate,
    asksClients: boolean,
    work: (connect: (fields: Fields) => Promise<Connection>) => Promise<void>,
  ): Promise<void> {
    const { certFile, keyFile } = await files('server', certificate)
    const server = await start({
      ...certificate,
      certificateFile: certFile,
      keyFile,
      clientAuthority: asksClients ? authority.certificate : null,
      clientAuthorityFile: asksClients ? caFile() : null,
    })
    const connect = async (fields: Fields) => {
      const target: ConnectionTarget = {
        profileName: 'tls',
        fields: { ...server.fields, host: 'localhost', tlsMode: modes.checked, ...fields },
        isReadOnly: false,
        connectTimeoutMs: 10_000,
        statementTimeoutMs: 0,
      }
      const connection = await driver.connect(target, { spawnProcess: noProcess }, signal)
      open.push(connection)
      return connection
    }
    try {
      await work(connect)
    } finally {
      for (const connection of open.splice(0)) connection.destroy()
      await server.stop()
    }
  }

  const caFile = () => join(folder, 'authority.pem')
  const refused = (says: RegExp) => ({ code: 'tls-failed', message: expect.stringMatching(says) })

  describe(`TLS of the ${driver.label} driver (${modes.checked})`, () => {
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'sluice-tls-'))
      await files('authority', authority)
    })
    afterEach(() => expect(open).toEqual([]))
    afterAll(() => rm(folder, { recursive: true, force: true }))

    test('checks the server’s certificate by the authority of the profile, and the host name', () =>
      withServer(issuedCertificate(authority, 'localhost'), false, async (connect) => {
        await (await connect({ caFile: caFile() })).ping(signal)
        await (await connect({ tlsMode: modes.unchecked, host: '127.0.0.1' })).ping(signal)

        await expect(connect({})).rejects.toMatchObject(
          refused(/certificate of localhost:\d+ was signed by an authority that is not known here/),
        )
        await expect(connect({ caFile: caFile(), host: '127.0.0.1' })).rejects.toMatchObject(
          refused(/certificate of 127\.0\.0\.1:\d+ is for another host than “127\.0\.0\.1”/),
        )
      }))

    test.each([
      ['is self-signed', {}, false],
      ['has expired', { validFrom: '20200101', validUntil: '20240101' }, true],
      ['is not valid yet', { validFrom: '20990101' }, true],
    ])('refuses a certificate that %s, and says so', (fault, validity, isTrusted) =>
      withServer(selfSignedCertificate('localhost', validity), false, async (connect) => {
        const ownFile = { caFile: join(folder, 'server.pem') }
        await expect(connect(isTrusted ? ownFile : {})).rejects.toMatchObject(
          refused(new RegExp(`certificate of localhost:\\d+ ${fault}`)),
        )
        if (!isTrusted) await (await connect(ownFile)).ping(signal)
      }),
    )

    test('shows a client certificate to a server that demands one', () =>
      withServer(issuedCertificate(authority, 'localhost'), true, async (connect) => {
        const own = await files('client', issuedCertificate(authority, 'postgres'))
        const sealed = await sealedKeyOf(own.keyFile)
        await (await connect({ caFile: caFile(), ...own, ...sealed })).ping(signal)
        const connection = await connect({ caFile: caFile(), ...own })
        await connection.ping(signal)
        if (endless === undefined) return
        // Stopping it opens a way of its own to some servers, which demand it there too.
        const abort = new AbortController()
        const outcome = expect(
          runCollecting(connection, endless, { signal: abort.signal }),
        ).rejects.toMatchObject({ code: 'statement-cancelled' })
        setTimeout(() => abort.abort(), 100)
        await outcome
        await connection.ping(signal)
      }))

    test('says that a client certificate is missing, or not accepted', () =>
      withServer(issuedCertificate(authority, 'localhost'), true, async (connect) => {
        const others = await files('stranger', issuedCertificate(stranger, 'postgres'))
        for (const own of [{}, others])
          await expect(connect({ caFile: caFile(), ...own })).rejects.toMatchObject({
            code: expect.stringMatching(/^(tls-failed|connection-lost)$/),
            message: expect.stringMatching(/client certificate/),
          })
      }))

    test('says which file cannot be used', () =>
      withServer(issuedCertificate(authority, 'localhost'), false, async (connect) => {
        const { certFile, keyFile } = await files('own', issuedCertificate(authority, 'postgres'))
        const other = await files('other', issuedCertificate(authority, 'postgres'))
        await expect(connect({ caFile: '/no/such/ca.pem' })).rejects.toMatchObject(
          refused(/“\/no\/such\/ca\.pem” cannot be read/),
        )
        await expect(connect({ certFile })).rejects.toMatchObject(
          refused(/own\.pem” comes without its key/),
        )
        await expect(connect({ certFile, keyFile: other.keyFile })).rejects.toMatchObject(
          refused(/other-key\.pem” does not belong to the certificate “.*own\.pem”/),
        )
        const sealed = await sealedKeyOf(keyFile)
        for (const [keyPassphrase, says] of [
          ['', /sealed\.pem” has a passphrase/],
          ['guess', /passphrase does not open the client key “.*sealed\.pem”/],
        ] as const)
          await expect(connect({ certFile, ...sealed, keyPassphrase })).rejects.toMatchObject({
            code: 'authentication-failed',
            message: expect.stringMatching(says) as unknown,
          })
        await expect(connect({ certFile: keyFile, keyFile })).rejects.toMatchObject(
          refused(/own-key\.pem” holds no certificate/),
        )
      }))
  })
}

const noProcess = () => {
  throw new Error('This driver needs no process')
}
