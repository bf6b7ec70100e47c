import { createServer, request, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FakeClock } from '../../testing/fakeClock.ts'
import { Downloads } from './Downloads.ts'

const FILE = { fileName: 'orders.csv', contentType: 'text/csv' }

let server: Server
let downloads: Downloads
let clock: FakeClock

beforeEach(async () => {
  clock = new FakeClock()
  downloads = new Downloads({ clock })
  server = createServer((incoming, response) => {
    if (!downloads.serve(incoming.url!, response)) response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

function fetchFrom(url: string): Promise<IncomingMessage> {
  const { port } = server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: url }, resolve).on('error', reject).end()
  })
}

test('the writer waits while the browser does not read', async () => {
  const download = downloads.open(FILE)
  const response = await fetchFrom(download.url)
  response.pause()
  const piece = Buffer.alloc(1024 * 1024)
  let writtenPieces = 0
  const writing = (async () => {
    for (; writtenPieces < 64; writtenPieces++) await download.write(piece)
    await download.end()
  })()
  await expect.poll(() => writtenPieces).toBeGreaterThan(0)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(writtenPieces).toBeLessThan(40)

  let receivedBytes = 0
  for await (const chunk of response) receivedBytes += (chunk as Buffer).length
  await writing
  expect(receivedBytes).toBe(64 * 1024 * 1024)
})

test('a browser that breaks off fails the writer', async () => {
  const download = downloads.open(FILE)
  const response = await fetchFrom(download.url)
  response.destroy()
  const piece = Buffer.alloc(1024 * 1024)
  const writing = (async () => {
    for (;;) await download.write(piece)
  })()
  await expect(writing).rejects.toMatchObject({
    code: 'aborted',
    message: 'The browser broke off the download of “orders.csv”.',
  })
})

test('a browser that breaks off is heard while nothing is being written', async () => {
  const download = downloads.open(FILE)
  const response = await fetchFrom(download.url)
  await download.write(Buffer.from('a,b\n'))
  expect(download.broken.aborted).toBe(false)
  response.destroy()
  await expect.poll(() => download.broken.aborted).toBe(true)
  expect(download.broken.reason).toMatchObject({ code: 'aborted' })
})

test('giving up midway shows the browser a broken download, not a short file', async () => {
  const download = downloads.open(FILE)
  const response = await fetchFrom(download.url)
  await download.write(Buffer.from('a,b\n'))
  download.abort()
  const reading = (async () => {
    await response.toArray()
  })()
  await expect(reading).rejects.toThrow('aborted')
})

test('a download that is never fetched is withdrawn after a minute', async () => {
  const download = downloads.open(FILE)
  const writing = expect(download.write(Buffer.from('a'))).rejects.toMatchObject({
    code: 'aborted',
    message: 'The browser did not fetch “orders.csv” within 60 s.',
  })
  await clock.advance(60_000)
  await writing
  expect((await fetchFrom(download.url)).statusCode).toBe(404)
})

test('one given up before it was fetched is no longer offered', async () => {
  const download = downloads.open(FILE)
  download.abort()
  expect((await fetchFrom(download.url)).statusCode).toBe(404)
  await expect(download.write(Buffer.from('a'))).rejects.toMatchObject({ code: 'aborted' })
})
