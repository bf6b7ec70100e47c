import { generateKeyPairSync, sign } from 'node:crypto'

/** PEM texts of a certificate and of its key; each may sign others. */
export type TestCertificate = {
  readonly name: string
  readonly certificate: string
  readonly key: string
}

type Validity = { readonly validFrom?: string; readonly validUntil?: string }

const OID = {
  commonName: [0x55, 0x04, 0x03],
  subjectAlternativeName: [0x55, 0x1d, 0x11],
  basicConstraints: [0x55, 0x1d, 0x13],
  ecdsaWithSha256: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02],
} as const

/** A certificate that is its own authority; valid for a century unless told otherwise (YYYYMMDD). */
export const selfSignedCertificate = (hostName: string, validity: Validity = {}): TestCertificate =>
  makeCertificate(hostName, null, validity)

/** A certificate that another one signed. */
export const issuedCertificate = (
  authority: TestCertificate,
  hostName: string,
  validity: Validity = {},
): TestCertificate => makeCertificate(hostName, authority, validity)

/** Node signs but does not make certificates, so the structure (RFC 5280, section 4.1) is written here. */
function makeCertificate(
  name: string,
  authority: TestCertificate | null,
  { validFrom = '20250101', validUntil = '21250101' }: Validity,
): TestCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = sequence(objectId(OID.ecdsaWithSha256))
  const toBeSigned = sequence(
    der(0xa0, integer(2)), // version 3
    integer(authority ? 2 : 1),
    algorithm,
    distinguishedName(authority?.name ?? name),
    sequence(generalizedTime(`${validFrom}000000Z`), generalizedTime(`${validUntil}000000Z`)),
    distinguishedName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(subjectAlternativeName(name), isAuthority())),
  )
  const signature = sign('sha256', toBeSigned, authority?.key ?? privateKey)
  const certificate = sequence(toBeSigned, algorithm, bitString(signature))
  return {
    name,
    certificate: pem('CERTIFICATE', certificate),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  }
}

const distinguishedName = (name: string): Buffer =>
  sequence(set(sequence(objectId(OID.commonName), der(0x0c, utf8(name)))))

function subjectAlternativeName(hostName: string): Buffer {
  const names = sequence(der(0x82, utf8(hostName)))
  return sequence(objectId(OID.subjectAlternativeName), der(0x04, names))
}

function isAuthority(): Buffer {
  const constraints = sequence(der(0x01, Buffer.from([0xff])))
  return sequence(objectId(OID.basicConstraints), der(0x04, constraints))
}

/** Tag, length, content: all there is to DER. */
function der(tag: number, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([tag]), derLength(content.length), content])
}

function derLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  return length < 0x100
    ? Buffer.from([0x81, length])
    : Buffer.from([0x82, length >> 8, length & 0xff])
}

const sequence = (...parts: readonly Uint8Array[]) => der(0x30, Buffer.concat(parts))
const set = (content: Uint8Array) => der(0x31, content)
const integer = (value: number) => der(0x02, Buffer.from([value]))
const objectId = (bytes: readonly number[]) => der(0x06, Buffer.from(bytes))
const bitString = (content: Uint8Array) => der(0x03, Buffer.concat([Buffer.from([0]), content]))
const generalizedTime = (text: string) => der(0x18, utf8(text))
const utf8 = (text: string) => Buffer.from(text, 'utf8')

function pem(label: string, bytes: Buffer): string {
  const lines = bytes
    .toString('base64')
    .match(/.{1,64}/g)!
    .join('\n')
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`
}
