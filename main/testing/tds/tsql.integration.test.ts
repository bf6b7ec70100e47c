import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { selfSignedCertificate } from '../testCertificates.ts'
import { hasProgram } from '../serverProcess.ts'
import { startTdsServer, type TdsServer } from './startTdsServer.ts'

const environment = { ...process.env, TDSVER: '7.4', LC_ALL: 'C.UTF-8' }

/** Lets FreeTDS's own clients in, so that the driver's is not the only one to judge the server. */
async function withServer(tls: boolean, work: (server: TdsServer) => Promise<void>): Promise<void> {
  const server = await startTdsServer(tls ? { tls: selfSignedCertificate('localhost') } : {})
  try {
    await work(server)
  } finally {
    await server.stop()
  }
}

async function run(command: string, args: readonly string[], input = ''): Promise<string> {
  const client = spawn(command, args, { env: environment })
  client.stdin.end(input)
  const [said, complained] = await Promise.all([text(client.stdout), text(client.stderr)])
  return said + complained
}

const askByTsql = ({ port, user, password }: TdsServer, script: string): Promise<string> =>
  run('tsql', ['-H', '127.0.0.1', '-p', `${port}`, '-U', user, '-P', password], `${script}\nexit\n`)

describe.runIf(hasProgram('tsql'))('FreeTDS’s tsql', () => {
  test('reads types, tables, errors and messages', () =>
    withServer(false, async (server) => {
      const said = await askByTsql(
        server,
        `SELECT CAST('-123.4500' AS decimal(38,4)) AS d, N'naïve' AS s
go
CREATE TABLE f (id int, n nvarchar(20)); INSERT INTO f VALUES (7, 'x'), (8, NULL)
go
SELECT * FROM f
go
SELECT nope
go
PRINT 'hello'
go`,
      )
      for (const line of ['-123.4500\tnaïve', '7\tx', '8\tNULL', 'hello'])
        expect(said.split('\n')).toContain(line)
      expect(said).toMatch(/Msg 207 .*\n.*Invalid column name 'nope'/)
    }))

  test('logs in inside of TLS', () =>
    withServer(true, async (server) => {
      expect(await askByTsql(server, 'SELECT 42 AS answer\ngo')).toMatch(/answer\n42\n/)
    }))
})

describe.runIf(hasProgram('freebcp'))('FreeTDS’s freebcp', () => {
  test('loads a file in bulk', () =>
    withServer(false, async (server) => {
      const folder = await mkdtemp(join(tmpdir(), 'sluice-bcp-'))
      const file = join(folder, 'rows.txt')
      await writeFile(file, '1|-123.4500|naïve|2024-02-29 12:34:56\n2|0.0001||\n')
      try {
        const { port, user, password } = server
        await askByTsql(
          server,
          'CREATE TABLE loaded (id int, price decimal(38,4), note nvarchar(20), seen datetime2(0))\ngo',
        )
        const said = await run('freebcp', [
          ...['loaded', 'in', file, '-c', '-t', '|', '-S', `127.0.0.1:${port}`],
          ...['-U', user, '-P', password, '-D', server.database],
        ])
        expect(said).toMatch(/2 rows copied/)
        const rows = await askByTsql(server, 'SELECT * FROM loaded ORDER BY id\ngo')
        expect(rows).toMatch(/1\t-123\.4500\tnaïve\t.*2024.*\n2\t0\.0001\tNULL\tNULL\n/)
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    }))
})
