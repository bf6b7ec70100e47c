import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { Clock } from '../../clock.ts'
import type { Logger } from '../../logger.ts'
import type { RpcServer } from '../../rpc/createServer.ts'
import { contentSecurityPolicy } from '../contentSecurityPolicy.ts'
import { Downloads } from './Downloads.ts'
import { Gate } from './Gate.ts'
import { keepAlive } from './keepAlive.ts'
import { notFoundPage, notLetInPage, page } from './page.ts'
import { socketChannel } from './socketChannel.ts'
import { StaticFiles } from './StaticFiles.ts'
import { UPLOAD_PATH, type Uploads } from './Uploads.ts'

const HOST = '127.0.0.1'
const LARGEST_MESSAGE_BYTES = 64 * 1024 * 1024
const CLIENT_ID = /^[\w-]{16,64}$/

export type BrowserServerOptions = {
  /** 0: any free one. */
  port: number
  rendererFolder: string
  connectClient: RpcServer['connectClient']
  downloads: Downloads
  uploads: Uploads
  clock: Clock
  logger: Logger
}

export type BrowserServer = {
  /** The address that lets one browser in. */
  readonly url: string
  close(): Promise<void>
}

/** Serves the workbench to browsers of this machine. Throws `invalid-request` for a port in use. */
export async function startBrowserServer(options: BrowserServerOptions): Promise<BrowserServer> {
  const server = createServer()
  await listen(server, options.port)
  const { port } = server.address() as AddressInfo
  const gate = new Gate({ port })
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE_BYTES })

  server.on('request', createRequestListener(options, gate, port))
  server.on('upgrade', (request, socket: Duplex, head: Buffer) => {
    // A reset while it is being refused must not end the program.
    socket.on('error', () => socket.destroy())
    const refusal = gate.checkSocket(request.headers)
    if (refusal) return refuseSocket(socket, refusal.status)
    const { path, query } = targetOf(request)
    const clientId = query.get('client') ?? ''
    if (path !== '/rpc' || !CLIENT_ID.test(clientId)) return refuseSocket(socket, 404)
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      serveWindow(webSocket, clientId, options),
    )
  })

  return {
    url: `http://${HOST}:${port}/?token=${gate.token}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets.clients) socket.terminate()
        server.closeAllConnections()
      }),
  }
}

/** A page closes its socket so when it is left or loaded anew (RFC 6455, 7.4.1). */
const GOING_AWAY = 1001

function serveWindow(
  socket: WebSocket,
  clientId: string,
  { connectClient, clock, logger }: BrowserServerOptions,
): void {
  socket.on('error', (error) => logger.warn({ err: error }, 'The socket of a window failed.'))
  try {
    const client = connectClient(socketChannel(socket), clientId)
    socket.once('close', (code) => client.close({ isLeaving: code === GOING_AWAY }))
    keepAlive(socket, clock)
  } catch (error) {
    logger.warn({ err: error }, 'A window was turned away.')
    socket.terminate()
  }
}

function createRequestListener(options: BrowserServerOptions, gate: Gate, port: number) {
  const files = new StaticFiles(options.rendererFolder)
  const headers = {
    ...SECURITY_HEADERS,
    'Content-Security-Policy': contentSecurityPolicy({ socketOrigin: `ws://${HOST}:${port}` }),
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    const refusal = gate.checkSource(request.headers)
    if (refusal) return sendPage(response, refusal.status, page('Refused', refusal.reason))
    const { path, query } = targetOf(request)
    if (request.method === 'POST' && path === UPLOAD_PATH) {
      // A body comes from our own page or not at all: a form of another site has its own origin.
      if (gate.checkSocket(request.headers)) return sendPage(response, 401, notLetInPage)
      return options.uploads.take(query.get('name') ?? '', request, response)
    }
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return sendPage(response, 405, page('Refused', 'Only reading is possible here.'))

    const isLetIn = gate.checkSession(request.headers) === null
    const token = query.get('token')
    if (path === '/' && token !== null && request.method === 'GET') {
      const cookie = isLetIn ? null : gate.exchange(token)
      if (!isLetIn && !cookie) return sendPage(response, 401, notLetInPage)
      // On to an address without the token, so that it stays out of the browser's history.
      response.writeHead(303, {
        Location: '/',
        'Cache-Control': 'no-store',
        ...(cookie && { 'Set-Cookie': cookie }),
      })
      response.end()
      return
    }
    if (!isLetIn) return sendPage(response, 401, notLetInPage)
    if (request.method === 'GET' && options.downloads.serve(path, response)) return
    if (await files.serve(path, request, response)) return
    sendPage(response, 404, notFoundPage)
  }

  return (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch((error: unknown) => {
      options.logger.error({ err: error, path: request.url?.split('?')[0] }, 'A request failed.')
      response.destroy()
    })
  }
}

/** Read by hand: `URL` throws on targets that a client may well send. */
function targetOf({ url = '/' }: IncomingMessage): { path: string; query: URLSearchParams } {
  const [path = '/', query = ''] = url.split('?', 2)
  return { path, query: new URLSearchParams(query) }
}

const SECURITY_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

function sendPage(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(html),
    'Cache-Control': 'no-store',
  })
  response.end(html)
}

function refuseSocket(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, port)))
    server.listen(port, HOST, () => resolve())
  })
}

function listenError(error: NodeJS.ErrnoException, port: number): WorkbenchError {
  const problem =
    error.code === 'EADDRINUSE'
      ? `Port ${port} on ${HOST} is in use by another program.`
      : `Port ${port} on ${HOST} cannot be used: ${error.message}.`
  return new WorkbenchError(
    'invalid-request',
    `${problem} Choose another with --port, or leave it out for any free one.`,
    { details: { port, reason: error.code ?? '' }, cause: error },
  )
}
