import { expect, test } from 'vitest'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { connect } from './connect.ts'

const { signal } = new AbortController()

test('a user without a password is not tried at the server', async () => {
  let visits = 0
  const server = createServer((socket) => {
    visits++
    socket.destroy()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const target = {
    profileName: 'till',
    fields: { host: '127.0.0.1', port, user: 'sa', tlsMode: 'optional' },
    isReadOnly: false,
    connectTimeoutMs: 2_000,
    statementTimeoutMs: 0,
  }
  try {
    await expect(connect(target, null, signal)).rejects.toMatchObject({
      code: 'authentication-failed',
      message: expect.stringContaining('wants a password for “sa”, and none is kept'),
    })
    expect(visits).toBe(0)
    const fields = { ...target.fields, password: 'secret' }
    await expect(connect({ ...target, fields }, null, signal)).rejects.toMatchObject({
      code: expect.stringMatching(/lost|timeout|refused/),
    })
    expect(visits).toBe(1)
  } finally {
    server.close()
  }
})
