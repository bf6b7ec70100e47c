import { createPrivateKey } from 'node:crypto'
import { expect, test } from 'vitest'
import { selfSignedCertificate } from '../testing/testCertificates.ts'
import { tlsFilesFault } from './tlsFilesFault.ts'

const one = selfSignedCertificate('one')
const file = (path: string, pem: string) => ({ path, pem: Buffer.from(pem) })
const cert = file('one.pem', one.certificate)
const key = file('one-key.pem', one.key)

test('finds nothing wrong with files that fit', () => {
  expect(tlsFilesFault({})).toBeNull()
  expect(tlsFilesFault({ ca: cert })).toBeNull()
  expect(tlsFilesFault({ cert, key })).toBeNull()
  expect(tlsFilesFault({ cert: file('both.pem', one.certificate + one.key) })).toBeNull()
})

const sealed = createPrivateKey(one.key).export({
  type: 'pkcs8',
  format: 'pem',
  cipher: 'aes-256-cbc',
  passphrase: 'secret',
}) as string

test.each([
  ['a key without a certificate', { key }, /“one-key\.pem” is given without its certificate/],
  ['a certificate without a key', { cert }, /“one\.pem” comes without its key/],
  ['a CA file that is none', { ca: key }, /“one-key\.pem” holds no certificate/],
  ['no certificate', { cert: file('x.pem', 'hello'), key }, /“x\.pem” holds no certificate/],
  ['no key', { cert, key: file('x.pem', 'hello') }, /“x\.pem” holds no private key/],
  ['a sealed key', { cert, key: file('s.pem', sealed) }, /“s\.pem” has a passphrase\. Enter it/],
  [
    'a key of another certificate',
    { cert, key: file('x.pem', selfSignedCertificate('x').key) },
    /“x\.pem” does not belong to the certificate “one\.pem”/,
  ],
])('says what is wrong with %s', (_, files, says) => {
  expect(tlsFilesFault(files)?.message).toMatch(says)
})

test('opens a sealed key by its passphrase, and asks again for a wrong one', () => {
  const files = { cert, key: file('s.pem', sealed) }
  expect(tlsFilesFault({ ...files, passphrase: 'secret' })).toBeNull()
  expect(tlsFilesFault({ cert, key, passphrase: 'not needed' })).toBeNull()
  expect(tlsFilesFault({ ...files, passphrase: 'guess' })).toMatchObject({
    code: 'authentication-failed',
    message: 'The passphrase does not open the client key “s.pem”. Check it.',
  })
  expect(tlsFilesFault(files)?.code).toBe('authentication-failed')
  const both = file('both.pem', one.certificate + sealed)
  expect(tlsFilesFault({ cert: both, passphrase: 'secret' })).toBeNull()
})
