import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'

export type PemFile = { readonly path: string; readonly pem: Buffer }

/** The files of a profile; without a key file, the key is looked for beside the certificate. */
export type PemFiles = {
  readonly ca?: PemFile | null | undefined
  readonly cert?: PemFile | null | undefined
  readonly key?: PemFile | null | undefined
}

/** Why TLS cannot be spoken with these files, and what to do; null: it can. */
export function tlsFilesFault({ ca, cert, key }: PemFiles): string | null {
  if (ca && !readCertificate(ca)) return notACertificate(ca)
  if (!cert)
    return key
      ? `The client key “${key.path}” is given without its certificate. Choose that as well, or leave both empty.`
      : null
  const certificate = readCertificate(cert)
  if (!certificate) return notACertificate(cert)
  const privateKey = readKey(key ?? cert)
  if (typeof privateKey === 'string')
    return key
      ? privateKey
      : `The client certificate “${cert.path}” comes without its key. Choose the file of the key as well.`
  return certificate.checkPrivateKey(privateKey)
    ? null
    : `The client key “${(key ?? cert).path}” does not belong to the certificate “${cert.path}”. Choose the two that were made together.`
}

function readCertificate({ pem }: PemFile): X509Certificate | null {
  try {
    return new X509Certificate(pem)
  } catch {
    return null
  }
}

const notACertificate = ({ path }: PemFile): string =>
  `The file “${path}” holds no certificate in PEM form. Choose another.`

/** The key, or what is wrong with it. */
function readKey({ path, pem }: PemFile): KeyObject | string {
  try {
    return createPrivateKey(pem)
  } catch {
    return /ENCRYPTED/.test(pem.toString('latin1'))
      ? `The client key “${path}” is protected by a passphrase. Choose one without (“openssl pkey -in … -out …” makes it), readable by you alone.`
      : `The file “${path}” holds no private key in PEM form. Choose another.`
  }
}
