import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import {
  HOST,
  hasProgram,
  onFreePorts,
  type ServerProcess,
  startServerProcess,
} from './serverProcess.ts'

/** An InfluxDB 1 for tests, empty. */
export type InfluxServer = {
  readonly host: string
  readonly port: number
  readonly url: string
  readonly process: ServerProcess['process']
  /** Runs a statement, and gives the server's answer. */
  query(q: string, database?: string): Promise<string>
  write(database: string, lines: string): Promise<void>
  stop(): Promise<void>
}

export const hasInflux = (): boolean => hasProgram('influxd')

export type InfluxOptions = {
  /** The first user, who may do all; without one everybody may. */
  readonly administrator?: { readonly user: string; readonly password: string }
  /** PEM files. */
  readonly tls?: { readonly certificateFile: string; readonly keyFile: string }
}

export const startInflux = (options: InfluxOptions = {}): Promise<InfluxServer> =>
  onFreePorts(2, ([port, backupPort]) => startOn(port!, backupPort!, options))

async function startOn(
  port: number,
  backupPort: number,
  { administrator, tls }: InfluxOptions,
): Promise<InfluxServer> {
  const base = `${tls ? 'https' : 'http'}://${HOST}:${port}`
  const send = async (path: string, parameters: Record<string, string>, body: string) => {
    const response = await fetch(`${base}${path}?${new URLSearchParams(parameters).toString()}`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...(administrator && {
          authorization: `Basic ${btoa(`${administrator.user}:${administrator.password}`)}`,
        }),
      },
    })
    const text = await response.text()
    if (!response.ok) throw new Error(text)
    return text
  }
  const query = (q: string, database = '') =>
    send('/query', { db: database }, new URLSearchParams({ q }).toString())
  const server = await startServerProcess({
    name: 'influxd',
    prepare: async (folder) => {
      await writeFile(
        `${folder}/influxdb.conf`,
        configuration(folder, { port, backupPort, tls, hasUsers: administrator !== undefined }),
      )
      return ['-config', `${folder}/influxdb.conf`]
    },
    probe: async () => {
      // Its certificate is the test's own affair.
      if (tls) await reach(port)
      else await fetch(`${base}/ping`)
    },
  })
  if (administrator) {
    const { user, password } = administrator
    await query(`CREATE USER "${user}" WITH PASSWORD '${password}' WITH ALL PRIVILEGES`)
  }
  return {
    host: HOST,
    port,
    url: `influxdb${tls ? 's' : ''}://${administrator ? `${encodeURIComponent(administrator.user)}:${encodeURIComponent(administrator.password)}@` : ''}${HOST}:${port}`,
    process: server.process,
    query,
    write: async (database, lines) => {
      await send('/write', { db: database, precision: 'ns' }, lines)
    },
    stop: server.stop,
  }
}

async function reach(port: number): Promise<void> {
  const socket = connect(port, HOST)
  await once(socket, 'connect').finally(() => socket.destroy())
}

function configuration(
  folder: string,
  {
    port,
    backupPort,
    tls,
    hasUsers,
  }: { port: number; backupPort: number; tls: InfluxOptions['tls']; hasUsers: boolean },
): string {
  return `
reporting-disabled = true
bind-address = "${HOST}:${backupPort}"
[meta]
  dir = "${folder}/meta"
[data]
  dir = "${folder}/data"
  wal-dir = "${folder}/wal"
  query-log-enabled = false
[http]
  bind-address = "${HOST}:${port}"
  log-enabled = false
  auth-enabled = ${hasUsers}
  ${tls ? `https-enabled = true\n  https-certificate = "${tls.certificateFile}"\n  https-private-key = "${tls.keyFile}"` : ''}
[monitor]
  store-enabled = false
`
}
