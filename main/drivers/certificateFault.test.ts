import { expect, test } from 'vitest'
import { certificateFault } from './certificateFault.ts'

const at = { server: 'db:1433', host: 'db' }

test.each([
  ['CERT_HAS_EXPIRED', /^The certificate of db:1433 has expired/],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', /^The certificate of db:1433 is self-signed/],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /^The certificate of db:1433 was signed by an authority/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', /^The certificate of db:1433 is for another host than “db”/],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', /^The server at db:1433 demands a client/],
  // As Electron's library has it.
  ['ERR_SSL_TLSV1_ALERT_CERTIFICATE_REQUIRED', /^The server at db:1433 demands a client/],
  ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', /broke off .* client certificate/],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', /broke off .* client certificate/],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', /client certificate: it does not know the authority/],
  ['ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_EXPIRED', /client certificate: it has expired/],
  ['ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE', /does not accept the client certificate, or misses/],
])('says what %s means', (code, says) => {
  expect(certificateFault({ code }, at)).toMatch(says)
})

test('leaves other errors to others', () => {
  expect(certificateFault({ code: 'ECONNREFUSED' }, at)).toBeNull()
  expect(certificateFault(new Error('ERR_SSL_WRONG_VERSION_NUMBER'), at)).toBeNull()
})
