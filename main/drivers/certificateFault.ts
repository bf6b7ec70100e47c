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

/** What is wrong with a server's certificate, by the code of OpenSSL; null: it is something else. */
export function certificateFault(
  error: unknown,
  { server, host }: { readonly server: string; readonly host: string },
): string | null {
  const { code = '' } = error as { code?: string }
  const fault = UNKNOWN_AUTHORITY.test(code)
    ? 'was signed by an authority that is not known here. Give its CA certificate, or choose not to check it.'
    : FAULTS[code]
  return fault ? `The certificate of ${server} ${fault.replace('{host}', host)}` : null
}
