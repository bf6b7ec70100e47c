import { createServer, connect, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { Wire } from './Wire.ts'

const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
})

/** Both ends of a real connection. */
async function socketPair(): Promise<{ ours: Socket; theirs: Socket }> {
  const accepted = Promise.withResolvers<Socket>()
  const server = createServer(accepted.resolve)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const ours = connect((server.address() as AddressInfo).port, '127.0.0.1')
  const theirs = await accepted.promise
  server.close()
  sockets.push(ours, theirs)
  return { ours, theirs }
}

function encode(code: string, body: Uint8Array): Buffer {
  const header = Buffer.alloc(5, code)
  header.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([header, body])
}

test('cuts the stream into the same messages, however it arrives', async () => {
  const body = fc.uint8Array({ maxLength: 40 })
  const cuts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 10 })
  await fc.assert(
    fc.asyncProperty(
      fc.array(body, { minLength: 1, maxLength: 8 }),
      cuts,
      async (bodies, sizes) => {
        const { ours, theirs } = await socketPair()
        const received: number[][] = []
        const all = Promise.withResolvers<void>()
        new Wire(ours, {
          onMessage: (code, { bytes }, start, end) => {
            expect(String.fromCharCode(code)).toBe('D')
            received.push([...bytes.subarray(start, end)])
            if (received.length === bodies.length) all.resolve()
          },
          onClosed: () => all.reject(new Error('closed')),
        })
        const stream = Buffer.concat(bodies.map((bytes) => encode('D', bytes)))
        // As a socket hands it over: chunk by chunk.
        for (let at = 0, turn = 0; at < stream.length; turn++) {
          const size = sizes[turn % sizes.length]!
          ours.emit('data', stream.subarray(at, at + size))
          at += size
        }
        await all.promise
        expect(received).toEqual(bodies.map((bytes) => [...bytes]))
        theirs.destroy()
        ours.destroy()
      },
    ),
    { numRuns: 50 },
  )
})

test('hands on nothing while it is paused, and makes the other side wait', async () => {
  const { ours, theirs } = await socketPair()
  const received: number[] = []
  const wire = new Wire(ours, {
    onMessage: (_, { bytes }, start) => {
      received.push(bytes[start]!)
      wire.pause()
    },
    onClosed: () => {},
  })
  const large = new Uint8Array(1_000_000)
  let sent = 0
  while (theirs.write(encode('D', large.fill(++sent))) || sent < 40) if (sent >= 40) break
  await vi.waitFor(() => expect(received).toEqual([1]), { timeout: 5_000 })
  await new Promise((resolve) => setTimeout(resolve, 50))

  expect(received).toEqual([1])
  expect(theirs.writableLength).toBeGreaterThan(1_000_000)

  for (let count = 2; count <= sent; count++) {
    wire.resume()
    await vi.waitFor(() => expect(received).toHaveLength(count), { timeout: 5_000 })
  }
  expect(received).toEqual(Array.from({ length: sent }, (_, index) => index + 1))
})

test('cuts the connection when the stream is out of step', async () => {
  const { ours, theirs } = await socketPair()
  const closed = Promise.withResolvers<Error | null>()
  new Wire(ours, { onMessage: () => {}, onClosed: closed.resolve })

  theirs.write('HTTP/1.1 400 Bad Request\r\n\r\n')

  expect((await closed.promise)?.message).toMatch(/message of \d+ bytes/)
})

test('cuts the connection when a message cannot be understood', async () => {
  const { ours, theirs } = await socketPair()
  const closed = Promise.withResolvers<Error | null>()
  new Wire(ours, {
    onMessage: () => {
      throw new RangeError('beyond the end')
    },
    onClosed: closed.resolve,
  })

  theirs.write(encode('D', new Uint8Array(1)))

  expect(await closed.promise).toBeInstanceOf(RangeError)
})
