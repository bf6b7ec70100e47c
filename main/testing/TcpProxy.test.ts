import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TcpProxy } from './TcpProxy.ts'

let server: Server
let proxy: TcpProxy

/** Answers whatever it is sent with twenty bytes. */
beforeEach(async () => {
  server = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', () => socket.write('01234567890123456789'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  proxy = await TcpProxy.start((server.address() as AddressInfo).port)
})
afterEach(async () => {
  await proxy.stop()
  server.close()
})

/** What a client has got so far, and in how many pieces. */
function client() {
  const socket: Socket = connect(proxy.port, '127.0.0.1')
  const got = { text: '', pieces: 0, isClosed: false, ask: () => void socket.write('?') }
  socket.on('error', () => {})
  socket.on('data', (chunk) => {
    got.text += chunk.toString()
    got.pieces++
  })
  socket.on('close', () => (got.isClosed = true))
  got.ask()
  return got
}

test('passes on what is sent', async () => {
  const got = client()
  await expect.poll(() => got.text).toBe('01234567890123456789')
})

test('breaks a connection in the midst of an answer', async () => {
  proxy.fault = { truncateAfterBytes: 7 }
  const got = client()
  await expect.poll(() => got.isClosed).toBe(true)
  expect(got.text).toBe('0123456')
  await expect.poll(() => proxy.openCount).toBe(0)
})

test('lets an answer drip, and late', async () => {
  proxy.fault = { dripBytes: 2, latencyMs: 20 }
  const got = client()
  await expect.poll(() => got.text).toHaveLength(20)
  expect(got.pieces).toBeGreaterThan(1)
})

test('holds answers back until it is told to go on', async () => {
  const got = client()
  await expect.poll(() => got.text).toHaveLength(20)
  proxy.stall()
  got.ask()
  proxy.ignoreNewcomers()
  const later = client()
  await expect.poll(() => proxy.acceptedCount).toBe(2)
  expect([got.text.length, later.text]).toEqual([20, ''])

  proxy.resume()
  await expect.poll(() => got.text).toHaveLength(40)
})

test('cuts what is open', async () => {
  const got = client()
  await expect.poll(() => got.text).toHaveLength(20)
  proxy.cut()
  await expect.poll(() => got.isClosed).toBe(true)
})
