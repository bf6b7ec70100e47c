import { describe } from 'vitest'
import { hasInflux, startInflux } from '../../testing/influxServer.ts'
import { TlsProxy } from '../../testing/TlsProxy.ts'
import { describeTls, type TlsOfServer } from '../testing/describeTls.ts'
import { influxdb } from './index.ts'

describe.runIf(hasInflux())('with influxd', () => {
  describeTls({ driver: influxdb, modes: { checked: 'verify-full', unchecked: 'require' }, start })
})

/** The server speaks TLS itself but asks no certificates of its clients; a proxy in front of it does. */
async function start({ clientAuthority, ...tls }: TlsOfServer) {
  if (clientAuthority === null) {
    const { port, stop } = await startInflux({ tls })
    return { fields: { port }, stop }
  }
  const server = await startInflux()
  const proxy = await TlsProxy.start({ ...tls, clientAuthority }, server.port)
  return {
    fields: { port: proxy.port },
    stop: async () => {
      await proxy.stop()
      await server.stop()
    },
  }
}
