import { mkdtemp, readdir, readFile, rm, writeFile, mkdir } from 'node:fs/promises'
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { Packr } from 'msgpackr'
import { silentLogger } from '../../logger.ts'
import type { RpcChannel } from '../../rpc/createServer.ts'
import { FakeClock } from '../../testing/fakeClock.ts'
import { startBrowserServer, type BrowserServer } from './BrowserServer.ts'
import { Downloads } from './Downloads.ts'
import { Uploads } from './Uploads.ts'

const SCRIPT = 'export const answer = 42\n'.repeat(200)
const CLIENT = 'client-0123456789abcdef'

let folder: string
let server: BrowserServer
let downloads: Downloads
let uploads: Uploads
let clients: Array<{ id: string; channel: RpcChannel; isClosed: boolean; isLeaving?: boolean }>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-window-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Sluice</title>')
  await writeFile(join(folder, 'assets/index-abc.js'), SCRIPT)
  await writeFile(join(folder, 'assets/index-abc.js.br'), brotliCompressSync(SCRIPT))
})
afterAll(() => rm(folder, { recursive: true }))

beforeEach(async () => {
  clients = []
  const clock = new FakeClock()
  downloads = new Downloads({ clock })
  uploads = new Uploads({ folder: join(folder, 'uploads'), largestBytes: 1_000 })
  server = await startBrowserServer({
    port: 0,
    rendererFolder: folder,
    downloads,
    uploads,
    clock,
    logger: silentLogger,
    connectClient: (channel, id) => {
      const client: (typeof clients)[number] = { id, channel, isClosed: false }
      clients.push(client)
      // An echo, so that a test sees what crossed.
      channel.onMessage((message) => channel.post(message))
      return {
        close: ({ isLeaving } = { isLeaving: false }) => {
          Object.assign(client, { isClosed: true, isLeaving })
        },
      }
    },
  })
})
afterEach(() => server.close())

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer }

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { hostname, port } = new URL(server.url)
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, headers, method }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      )
    })
    request.on('error', reject)
    request.end()
  })
}

const tokenPath = () => server.url.slice(server.url.indexOf('/?'))
const origin = () => new URL(server.url).origin

async function letIn(): Promise<string> {
  const { headers } = await get(tokenPath())
  return headers['set-cookie']![0]!.split(';')[0]!
}

function openSocket(headers: Record<string, string>, path = `/rpc?client=${CLIENT}`) {
  const socket = new WebSocket(`${origin().replace('http', 'ws')}${path}`, { headers })
  return new Promise<WebSocket>((resolve, reject) => {
    socket.once('open', () => resolve(socket))
    socket.once('error', reject)
  })
}

test('the printed address lets a browser in once and leads on to an address without the token', async () => {
  const first = await get(tokenPath())
  expect(first.status).toBe(303)
  expect(first.headers).toMatchObject({ location: '/', 'cache-control': 'no-store' })
  const second = await get(tokenPath())
  expect(second.status).toBe(401)
  expect(second.headers['set-cookie']).toBeUndefined()
})

test('the browser that is in may open the printed address again', async () => {
  const cookie = await letIn()
  const again = await get(tokenPath(), { cookie })
  expect(again.status).toBe(303)
  expect((await get('/', { cookie })).status).toBe(200)
})

test('asking with HEAD does not use the token up', async () => {
  await get(tokenPath(), {}, 'HEAD')
  expect((await get(tokenPath())).status).toBe(303)
})

test('without the cookie nothing is served, and a page says in plain words what to do', async () => {
  for (const path of ['/', '/assets/index-abc.js', '/download/x']) {
    const { status, body } = await get(path)
    expect(status).toBe(401)
    expect(body.toString()).toContain('Sluice prints an address when it starts')
  }
})

test('a page under another name or of another site gets nothing, cookie or not', async () => {
  const cookie = await letIn()
  expect((await get('/', { cookie, host: 'evil.example' })).status).toBe(403)
  expect((await get('/', { cookie, origin: 'http://evil.example' })).status).toBe(403)
  expect((await get('/', { cookie }, 'POST')).status).toBe(405)
})

test('pages come with a policy that allows scripts of our own only', async () => {
  const { headers } = await get('/', { cookie: await letIn() })
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("worker-src 'self'")
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
  })
})

test('files named by their content are kept by the browser, and text travels compressed', async () => {
  const cookie = await letIn()
  const brotli = await get('/assets/index-abc.js', { cookie, 'accept-encoding': 'gzip, br' })
  expect(brotli.headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': 'text/javascript; charset=utf-8',
  })
  expect(brotli.headers['cache-control']).toContain('immutable')
  expect(brotliDecompressSync(brotli.body).toString()).toBe(SCRIPT)
  const plain = await get('/assets/index-abc.js', { cookie, 'accept-encoding': 'gzip' })
  expect(plain.headers['content-encoding']).toBeUndefined()
  expect(plain.body.toString()).toBe(SCRIPT)
  expect((await get('/assets/index-abc.js.br', { cookie })).status).toBe(404)
})

test.each([
  '/../package.json',
  '/%2e%2e/package.json',
  '//etc/passwd',
  '/assets',
  '/[',
  '/assets/..%5c',
])('the address %s leads nowhere', async (path) => {
  expect((await get(path, { cookie: await letIn() })).status).toBe(404)
})

test('a window is served over a socket with bytes, 64-bit integers and nothing lost', async () => {
  const cookie = await letIn()
  const socket = await openSocket({ cookie, origin: origin() })
  const packr = new Packr({ useRecords: false })
  const message = {
    bytes: new Uint8Array([0, 255, 7]),
    large: 9_007_199_254_740_993n,
    lowest: -(2n ** 63n),
    missing: undefined,
    nothing: null,
    text: 'ß漢',
    number: 0.1,
    list: [1, [2]],
  }
  const echoed = new Promise<Buffer>((resolve) => socket.once('message', resolve))
  socket.send(packr.pack(message))
  const { bytes, ...rest } = packr.unpack(await echoed)
  expect([...bytes]).toEqual([0, 255, 7])
  const { bytes: _sent, ...expected } = message
  expect(rest).toEqual(expected)

  expect(clients).toMatchObject([{ id: CLIENT, isClosed: false }])
  socket.close()
  await expect.poll(() => clients[0]!.isClosed).toBe(true)
  expect(clients[0]!.isLeaving).toBe(false)
})

test('a page that is left or loaded anew is known from one whose socket broke', async () => {
  const headers = { cookie: await letIn(), origin: origin() }
  const left = await openSocket(headers)
  left.close(1001)
  const broken = await openSocket(headers)
  broken.terminate()
  await expect.poll(() => clients.map(({ isLeaving }) => isLeaving)).toEqual([true, false])
})

test('a socket without cookie, of another site, of no page, or for no client is refused', async () => {
  const cookie = await letIn()
  await expect(openSocket({ origin: origin() })).rejects.toThrow('401')
  await expect(openSocket({ cookie, origin: 'http://evil.example' })).rejects.toThrow('403')
  await expect(openSocket({ cookie })).rejects.toThrow('403')
  await expect(openSocket({ cookie, origin: origin() }, '/rpc')).rejects.toThrow('404')
  await expect(openSocket({ cookie, origin: origin() }, '/other')).rejects.toThrow('404')
  expect(clients).toEqual([])
})

test('a message that is not msgpack ends its socket and nothing else', async () => {
  const headers = { cookie: await letIn(), origin: origin() }
  const good = await openSocket(headers)
  const bad = await openSocket(headers)
  const closed = new Promise((resolve) => bad.once('close', resolve))
  bad.send('text')
  await expect(closed).resolves.toBe(1007)
  expect(good.readyState).toBe(WebSocket.OPEN)
  good.terminate()
})

test('a download is streamed once, under its name', async () => {
  const cookie = await letIn()
  const download = downloads.open({ fileName: 'Aufträge "1".csv', contentType: 'text/csv' })
  const writing = (async () => {
    await download.write(Buffer.from('a,b\n'))
    await download.write(Buffer.from('1,2\n'))
    await download.end()
  })()
  const { status, headers, body } = await get(download.url, { cookie })
  await writing
  expect(status).toBe(200)
  expect(headers['content-disposition']).toBe(
    `attachment; filename="Auftr_ge _1_.csv"; filename*=UTF-8''Auftr%C3%A4ge%20%221%22.csv`,
  )
  expect(body.toString()).toBe('a,b\n1,2\n')
  expect((await get(download.url, { cookie })).status).toBe(404)
})

test('a port in use is said so, with what to do', async () => {
  const { port } = new URL(server.url)
  await expect(
    startBrowserServer({
      port: Number(port),
      rendererFolder: folder,
      downloads,
      uploads,
      clock: new FakeClock(),
      logger: silentLogger,
      connectClient: () => ({ close: () => {} }),
    }),
  ).rejects.toMatchObject({
    code: 'invalid-request',
    message: `Port ${port} on 127.0.0.1 is in use by another program. Choose another with --port, or leave it out for any free one.`,
  })
})

test('closing ends sockets and downloads under way', async () => {
  const cookie = await letIn()
  const socket = await openSocket({ cookie, origin: origin() })
  const closed = new Promise((resolve) => socket.once('close', resolve))
  const download = downloads.open({ fileName: 'a.csv', contentType: 'text/csv' })
  const response = await new Promise<IncomingMessage>((resolve) => {
    httpRequest(`${origin()}${download.url}`, { headers: { cookie } }, resolve).end()
  })
  const received = text(response)
  received.catch(() => {})
  await download.write(Buffer.from('part'))
  await server.close()
  await closed
  await expect(received).rejects.toThrow('aborted')
  await expect(download.write(Buffer.from('more'))).rejects.toMatchObject({ code: 'aborted' })
  expect(clients[0]!.isClosed).toBe(true)
})

const send = (name: string, body: string, headers: Record<string, string>) =>
  fetch(`${origin()}/upload?name=${encodeURIComponent(name)}`, { method: 'POST', body, headers })

test('a file sent up lies in a private folder until it is discarded', async () => {
  const cookie = await letIn()
  const answer = await send('../../Aufträge.csv', 'a,b\n1,2\n', { cookie, origin: origin() })
  expect(answer.status).toBe(200)
  const { path } = (await answer.json()) as { path: string }

  expect(path.startsWith(join(folder, 'uploads'))).toBe(true)
  expect(path.endsWith('/Aufträge.csv')).toBe(true)
  expect(await readFile(path, 'utf8')).toBe('a,b\n1,2\n')

  await uploads.discard(join(folder, 'index.html'))
  await uploads.discard(path)
  expect(await readdir(join(folder, 'uploads'))).toEqual([])
  expect(await readdir(folder)).toContain('index.html')
})

test('a file that is too large is refused, and nothing of it stays', async () => {
  const cookie = await letIn()
  const answer = await send('a.csv', 'x'.repeat(2_000), { cookie, origin: origin() })

  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({
    error: { code: 'invalid-request', details: { limitBytes: 1_000 } },
  })
  expect(await readdir(join(folder, 'uploads'))).toEqual([])
})

test('nobody but our own page may send a file up', async () => {
  const cookie = await letIn()
  const strangers: Record<string, string>[] = [
    { origin: origin() },
    { cookie, origin: 'http://example.com' },
    { cookie },
  ]
  for (const headers of strangers)
    expect((await send('a.csv', 'x', headers)).status).toBeOneOf([401, 403])
})
