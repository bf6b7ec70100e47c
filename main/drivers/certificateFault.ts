const FAULTS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'has expired. Have it renewed, or choose not to check it.',
  CERT_NOT_YET_VALID: 'is not valid yet. Check the clocks, or choose not to check it.',
  CERT_REVOKED: 'was revoked. Have it replaced.',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'is self-signed. Give it as CA certificate, or choose not to check it.',
  SELF_SIGNED_CERT_IN_CHAIN:
    'is self-signed, or its authority is. Give that as CA certificate, or choose not to check it.',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'is for another host than “{host}”. Enter the host name in the certificate, or choose not to check it.',
}
const UNKNOWN_AUTHORITY = /^UNABLE_TO_(GET_ISSUER|VERIFY)/

/** What the server says of the client's, by the end of the code: libraries begin it differently (RFC 8446, 6.2). */
const CLIENT_FAULTS: readonly (readonly [RegExp, string])[] = [
  [
    /_ALERT_CERTIFICATE_REQUIRED$/,
    'demands a client certificate. Choose one in the connection’s settings, and its key.',
  ],
  [
    /_ALERT_HANDSHAKE_FAILURE$/,
    'broke off the TLS handshake, as servers do that demand a client certificate. Choose one in the connection’s settings, and its key.',
  ],
  [
    /_ALERT_UNKNOWN_CA$/,
    'does not accept the client certificate: it does not know the authority that signed it. Choose one of an authority that the server trusts.',
  ],
  [
    /_ALERT_CERTIFICATE_EXPIRED$/,
    'does not accept the client certificate: it has expired. Have it renewed.',
  ],
  [
    /_ALERT_CERTIFICATE_REVOKED$/,
    'does not accept the client certificate: it was revoked. Have it replaced.',
  ],
  [
    /_ALERT_(BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_UNKNOWN|ACCESS_DENIED|DECRYPT_ERROR)$/,
    'does not accept the client certificate, or misses one. Choose one of an authority that the server trusts, and its key.',
  ],
]

/**
 * What is wrong with a server's certificate, or with ours in its eyes, by the code of OpenSSL; null:
 * it is something else.
 */
export function certificateFault(
  error: unknown,
  { server, host }: { readonly server: string; readonly host: string },
): string | null {
  const { code = '' } = error as { code?: string }
  const fault = UNKNOWN_AUTHORITY.test(code)
    ? 'was signed by an authority that is not known here. Give its CA certificate, or choose not to check it.'
    : FAULTS[code]
  if (fault) return `The certificate of ${server} ${fault.replace('{host}', host)}`
  const own = CLIENT_FAULTS.find(([pattern]) => pattern.test(code))?.[1]
  return own ? `The server at ${server} ${own}` : null
}
