import { beforeEach, describe, expect, test } from 'vitest'
import type { Calls, Events } from '../../contract/api.ts'
import type { EventSources, Handlers } from '../../contract/contract.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { Profile } from '../../contract/profiles.ts'
import type { Logger } from '../logger.ts'
import { failureOf } from '../pool/testing/failureOf.ts'
import { Listeners } from '../pool/Listeners.ts'
import { FakeClock } from '../testing/fakeClock.ts'
import { memoryClient } from '../testing/memoryClient.ts'
import { createRpcServer, type RpcServer } from './createServer.ts'

let clock: FakeClock
let logged: { facts: object; message: string }[]
let gone: string[]
let changed: Listeners<Profile[]>
let sourceCount: number
let heldSignals: AbortSignal[]

beforeEach(() => {
  clock = new FakeClock()
  logged = []
  gone = []
  changed = new Listeners()
  sourceCount = 0
  heldSignals = []
})

/** Only what a test calls is there; the rest is never asked for. */
const handlers = {
  'workspace.tabs': () => [],
  'workspace.preferences': () => {
    throw new TypeError('preferences is not iterable')
  },
  'results.cell': ({ row }: { row: number }) => ({ bytes: new Uint8Array([row]), sizeBytes: 1 }),
  'results.close': () => {
    throw new WorkbenchError('result-closed', 'It is closed.', {
      details: { resultId: 'r' },
      cause: new WorkbenchError('disk-full', 'The disk is full.'),
    })
  },
  'pools.events': ({ limit }: { limit: number }) => [{ limit }],
  'explorer.schemas': (_request: unknown, { signal }: { signal: AbortSignal }) => {
    heldSignals.push(signal)
    return new Promise((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason as Error)),
    )
  },
} as unknown as Handlers<Calls>

const sources = {
  'profiles.changed': (_filter: unknown, emit: (profiles: Profile[]) => void) => {
    sourceCount++
    const remove = changed.add(emit)
    return () => {
      sourceCount--
      remove()
    }
  },
} as unknown as EventSources<Events>

function serve({ graceMs = 0 } = {}): RpcServer {
  const log = (facts: object, message: string) => void logged.push({ facts, message })
  const logger: Logger = { info: log, warn: log, error: log }
  return createRpcServer({
    handlers,
    sources,
    logger,
    clock,
    graceMs,
    onClientGone: (clientId) => void gone.push(clientId),
  })
}

describe('a call', () => {
  test('is answered, with bytes as bytes', async () => {
    const { call } = memoryClient(serve())
    expect(await call('workspace.tabs', {})).toEqual([])
    const cell = await call('results.cell', { resultId: 'r', row: 7, column: 0 })
    expect(cell?.bytes).toEqual(new Uint8Array([7]))
  })

  test('has the defaults of its schema filled in', async () => {
    const { call } = memoryClient(serve())
    expect(await call('pools.events', { poolId: 'p' })).toEqual([{ limit: 200 }])
  })

  test('brings an error back with code, details and cause', async () => {
    const { call } = memoryClient(serve())
    expect(await failureOf(call('results.close', { resultIds: [] }))).toMatchObject({
      code: 'result-closed',
      message: 'It is closed.',
      details: { resultId: 'r' },
      cause: { code: 'disk-full' },
    })
    expect(logged).toEqual([])
  })

  test('that meets a bug is logged with its stack and surfaces as internal', async () => {
    const { call } = memoryClient(serve())
    const error = await failureOf(call('workspace.preferences', {}))
    expect(error).toMatchObject({ code: 'internal' })
    expect(error.message).toContain('preferences is not iterable')
    expect(logged[0]!.facts).toMatchObject({ err: expect.any(TypeError) })
  })

  test.each<[string, unknown, string]>([
    ['a missing field', { resultId: 'r', row: 1 }, 'column'],
    ['a wrong type', { resultId: 'r', row: '1', column: 0 }, 'row'],
    ['a value out of range', { resultId: 'r', row: -1, column: 0 }, 'row'],
    ['no object at all', 'DROP TABLE', ''],
  ])('is refused for %s, naming it', async (_, request, field) => {
    const { callByName } = memoryClient(serve())
    const error = await failureOf(callByName('results.cell', request))
    expect(error).toMatchObject({ code: 'invalid-request', details: { field } })
    expect(error.message).toContain('results.cell')
    expect(error.message).toContain(field)
    expect(error.message).not.toContain('DROP')
  })

  test.each(['nothing.there', 'constructor', '__proto__', 'toString'])(
    'of the unknown name %s is refused',
    async (name) => {
      const { callByName, subscribeByName } = memoryClient(serve())
      const refused = { code: 'invalid-request' }
      expect(await failureOf(callByName(name, {}))).toMatchObject(refused)
      expect(await failureOf(subscribeByName(name, {}, () => {}))).toMatchObject(refused)
    },
  )

  test('under an id in use is refused', async () => {
    const { rpc } = memoryClient(serve())
    void rpc.$call('call', 1, 'explorer.schemas', { profileId: 'p' }).catch(() => {})
    expect(await rpc.$call('call', 1, 'workspace.tabs', {})).toMatchObject({
      ok: false,
      error: { code: 'invalid-request' },
    })
  })
})

describe('aborting', () => {
  test('reaches the handler of that call alone', async () => {
    const { call } = memoryClient(serve())
    const controller = new AbortController()
    const first = failureOf(call('explorer.schemas', { profileId: 'a' }, controller.signal))
    const second = call('explorer.schemas', { profileId: 'b' })
    second.catch(() => {})
    await clock.settle()
    controller.abort()
    expect(await first).toMatchObject({ code: 'aborted' })
    expect(heldSignals.map(({ aborted }) => aborted)).toEqual([true, false])
  })

  test('what is over or never was harms nothing', async () => {
    const { rpc, call } = memoryClient(serve())
    await rpc.$callEvent('abort', 99)
    expect(await call('workspace.tabs', {})).toEqual([])
  })
})

describe('events', () => {
  test('come until unsubscribed', async () => {
    const { subscribe } = memoryClient(serve())
    const heard: unknown[] = []
    const stop = await subscribe('profiles.changed', {}, (profiles) => heard.push(profiles))
    changed.emit([])
    await clock.settle()
    stop()
    await clock.settle()
    changed.emit([])
    await clock.settle()
    expect(heard).toEqual([[]])
    expect(sourceCount).toBe(0)
  })

  test('that cannot be cloned are logged and stop no other', async () => {
    const server = serve()
    const heard: unknown[] = []
    const { subscribe } = memoryClient(server)
    server.subscribe('profiles.changed', {}, () => {
      throw new Error('a listener with a bug')
    })
    await subscribe('profiles.changed', {}, (profiles) => heard.push(profiles))
    changed.emit([(() => {}) as unknown as Profile])
    changed.emit([])
    await clock.settle()
    expect(heard).toEqual([[]])
    expect(logged.map(({ message }) => message)).toContain('An event could not be sent.')
    expect(logged.map(({ message }) => message)).toContain('A listener of an event threw.')
  })

  test('are refused a second subscription of the same id', async () => {
    const { rpc } = memoryClient(serve())
    await rpc.$call('subscribe', 1, 'profiles.changed', {})
    expect(await rpc.$call('subscribe', 1, 'profiles.changed', {})).toMatchObject({ ok: false })
    expect(sourceCount).toBe(1)
  })
})

describe('a window that is not what it should be', () => {
  test.each([null, 7, 'text', {}, { t: 'q' }, { t: 'q', m: 'call', a: 'x', i: '1' }, [[]]])(
    'cannot break the server with %j',
    async (message) => {
      const { post, call } = memoryClient(serve())
      post(message)
      await clock.settle()
      expect(await call('workspace.tabs', {})).toEqual([])
    },
  )

  test('cannot call what is not offered', async () => {
    const { rpc } = memoryClient(serve())
    const call = rpc.$call as (name: string) => Promise<unknown>
    await expect(call('constructor')).rejects.toThrow(/not found/)
    await expect(call('hasOwnProperty')).rejects.toThrow(/not found/)
  })
})

describe('a client that goes', () => {
  test('has its calls aborted and its subscriptions ended', async () => {
    const client = memoryClient(serve())
    await client.subscribe('profiles.changed', {}, () => {})
    client.call('explorer.schemas', { profileId: 'a' }).catch(() => {})
    await clock.settle()
    client.close()
    client.close()
    await clock.settle()
    expect(heldSignals[0]!.aborted).toBe(true)
    expect(sourceCount).toBe(0)
    expect(gone).toEqual([client.clientId])
    changed.emit([])
    expect(logged).toEqual([])
  })

  test('harms no other', async () => {
    const server = serve()
    const leaving = memoryClient(server)
    const staying = memoryClient(server)
    staying.call('explorer.schemas', { profileId: 'a' }).catch(() => {})
    await clock.settle()
    leaving.close()
    expect(heldSignals[0]!.aborted).toBe(false)
    expect(gone).toEqual([leaving.clientId])
  })

  test('within the grace finds its calls when it is back, and can abort them', async () => {
    const server = serve({ graceMs: 5_000 })
    const before = memoryClient(server, { clientId: 'window' })
    before.call('explorer.schemas', { profileId: 'a' }).catch(() => {})
    await clock.settle()
    before.close()
    await clock.advance(4_000)
    const after = memoryClient(server, { clientId: 'window', firstCallId: 100 })
    await clock.advance(60_000)
    expect(heldSignals[0]!.aborted).toBe(false)
    expect(gone).toEqual([])
    await after.rpc.$callEvent('abort', 1)
    await clock.settle()
    expect(heldSignals[0]!.aborted).toBe(true)
  })

  test('beyond the grace is forgotten', async () => {
    const server = serve({ graceMs: 5_000 })
    const client = memoryClient(server)
    client.call('explorer.schemas', { profileId: 'a' }).catch(() => {})
    await clock.settle()
    client.close()
    await clock.advance(5_000)
    expect(heldSignals[0]!.aborted).toBe(true)
    expect(gone).toEqual([client.clientId])
  })

  test('is forgotten at once when it says that it goes', async () => {
    const server = serve({ graceMs: 5_000 })
    const client = memoryClient(server)
    client.call('explorer.schemas', { profileId: 'a' }).catch(() => {})
    await clock.settle()
    client.close({ isLeaving: true })
    expect(heldSignals[0]!.aborted).toBe(true)
    expect(gone).toEqual([client.clientId])
    expect(clock.timerCount).toBe(0)
  })

  test('is gone at once when the server closes', async () => {
    const server = serve({ graceMs: 5_000 })
    const connected = memoryClient(server)
    const waiting = memoryClient(server)
    waiting.close()
    server.close()
    server.close()
    expect(gone.sort()).toEqual([connected.clientId, waiting.clientId].sort())
    expect(clock.timerCount).toBe(0)
    expect(() => memoryClient(server)).toThrow(/ending/)
  })
})

test('a direct call is checked in the same way', async () => {
  const server = serve()
  const context = { signal: new AbortController().signal, clientId: 'terminal' }
  expect(await server.call('workspace.tabs', {}, context)).toEqual([])
  const refused = server.call('results.cell', { resultId: 'r', row: -1, column: 0 }, context)
  expect(await failureOf(refused)).toMatchObject({ code: 'invalid-request' })
})
