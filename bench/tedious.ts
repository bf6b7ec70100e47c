import { Connection } from 'tedious'

/** The client library by itself, with the packets of our driver. */
export function openTedious(url: string): Promise<Connection> {
  const { hostname, port, username, password, pathname } = new URL(url)
  const client = new Connection({
    server: hostname,
    authentication: {
      type: 'default',
      options: { userName: username, password: decodeURIComponent(password) },
    },
    options: {
      port: Number(port),
      database: pathname.slice(1),
      encrypt: false,
      packetSize: 16_000,
      requestTimeout: 0,
      useColumnNames: false,
    },
  })
  return new Promise((resolve, reject) =>
    client.connect((error) => (error ? reject(error) : resolve(client))),
  )
}

/** Processor time of this process, however busy the machine is. */
export async function cpuMs(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}
