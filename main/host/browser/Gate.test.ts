import { expect, test } from 'vitest'
import { Gate } from './Gate.ts'

const HOST = '127.0.0.1:4000'

function openedGate() {
  const gate = new Gate({ port: 4000 })
  const cookie = gate.exchange(gate.token)!.split(';')[0]!
  return { gate, cookie }
}

test('the token buys a strict cookie named after the port, once', () => {
  const gate = new Gate({ port: 4000 })
  const { token } = gate
  expect(gate.exchange(token)).toMatch(
    /^sluice-4000=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/,
  )
  expect(gate.exchange(token)).toBeNull()
})

test('a wrong token buys nothing and does not use up the right one', () => {
  const gate = new Gate({ port: 4000 })
  expect(gate.exchange('')).toBeNull()
  expect(gate.exchange(gate.token.slice(1))).toBeNull()
  expect(gate.exchange(gate.token)).not.toBeNull()
})

test.each(['127.0.0.1:4000', 'localhost:4000'])('a request to %s passes', (host) => {
  expect(new Gate({ port: 4000 }).checkSource({ host })).toBeNull()
})

test.each([undefined, '', 'evil.example:4000', '127.0.0.1:4001', '127.0.0.1', '127.0.0.1.nip.io'])(
  'a request that names the host %s is refused',
  (host) => {
    expect(new Gate({ port: 4000 }).checkSource({ host })).toMatchObject({ status: 403 })
  },
)

test.each(['http://evil.example', 'null', 'https://127.0.0.1:4000', 'http://localhost:4000'])(
  'a request of the origin %s is refused',
  (origin) => {
    expect(new Gate({ port: 4000 }).checkSource({ host: HOST, origin })).toMatchObject({
      status: 403,
    })
  },
)

test('only the cookie of this run lets in', () => {
  const { gate, cookie } = openedGate()
  const other = openedGate()
  expect(gate.checkSession({ cookie: `a=b; ${cookie}; c=d` })).toBeNull()
  expect(gate.checkSession({ cookie: other.cookie })).toMatchObject({ status: 401 })
  expect(gate.checkSession({ cookie: 'sluice-4000=' })).toMatchObject({ status: 401 })
  expect(gate.checkSession({})).toMatchObject({ status: 401 })
})

test('a socket needs host, origin and cookie, all three', () => {
  const { gate, cookie } = openedGate()
  const headers = { host: HOST, origin: `http://${HOST}`, cookie }
  expect(gate.checkSocket(headers)).toBeNull()
  expect(gate.checkSocket({ host: HOST, cookie })).toMatchObject({ status: 403 })
  expect(gate.checkSocket({ ...headers, origin: 'http://evil.example' })).toMatchObject({
    status: 403,
  })
  expect(gate.checkSocket({ host: HOST, origin: `http://${HOST}` })).toMatchObject({ status: 401 })
})
