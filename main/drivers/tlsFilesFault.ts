import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { WorkbenchError } from '../../contract/errors.ts'

export type PemFile = { readonly path: string; readonly pem: Buffer }

/** The files of a profile; without a key file, the key is looked for beside the certificate. */
export type PemFiles = {
  readonly ca?: PemFile | null | undefined
  readonly cert?: PemFile | null | undefined
  readonly key?: PemFile | null | undefined
  /** Of the key; empty: none was given. */
  readonly passphrase?: string
}

/**
 * Why TLS cannot be spoken with these files, and what to do: `tls-failed`, and `authentication-failed`
 * where a passphrase is missing or wrong. Null: it can.
 */
export function tlsFilesFault({ ca, cert, key, passphrase = '' }: PemFiles): WorkbenchError | null {
  if (ca && !readCertificate(ca)) return notACertificate(ca)
  if (!cert)
    return key
      ? fault(
          `The client key “${key.path}” is given without its certificate. Choose that as well, or leave both empty.`,
        )
      : null
  const certificate = readCertificate(cert)
  if (!certificate) return notACertificate(cert)
  const pem = key ?? cert
  if (!key && !/PRIVATE KEY/.test(pem.pem.toString('latin1')))
    return fault(
      `The client certificate “${cert.path}” comes without its key. Choose the file of the key as well.`,
    )
  const privateKey = readKey(pem, passphrase)
  if (privateKey instanceof WorkbenchError) return privateKey
  return certificate.checkPrivateKey(privateKey)
    ? null
    : fault(
        `The client key “${pem.path}” does not belong to the certificate “${cert.path}”. Choose the two that were made together.`,
      )
}

const fault = (message: string): WorkbenchError => new WorkbenchError('tls-failed', message)

function readCertificate({ pem }: PemFile): X509Certificate | null {
  try {
    return new X509Certificate(pem)
  } catch {
    return null
  }
}

const notACertificate = ({ path }: PemFile): WorkbenchError =>
  fault(`The file “${path}” holds no certificate in PEM form. Choose another.`)

/** The key, or what is wrong with it. */
function readKey({ path, pem }: PemFile, passphrase: string): KeyObject | WorkbenchError {
  try {
    return createPrivateKey({ key: pem, ...(passphrase && { passphrase }) })
  } catch {
    if (!/ENCRYPTED/.test(pem.toString('latin1')))
      return fault(`The file “${path}” holds no private key in PEM form. Choose another.`)
    return new WorkbenchError(
      'authentication-failed',
      passphrase
        ? `The passphrase does not open the client key “${path}”. Check it.`
        : `The client key “${path}” has a passphrase. Enter it.`,
    )
  }
}
