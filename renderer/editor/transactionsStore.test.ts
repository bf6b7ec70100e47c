import { beforeEach, expect, test, vi } from 'vitest'
import type { SessionChange } from '../../contract/sessions.ts'
import type { TransactionInfo } from '../../contract/transactions.ts'
import { useToasts } from '../ui/toast.ts'
import {
  followReconnection,
  forgetSession,
  goneOf,
  markGone,
  openTransaction,
  rolledBackOf,
  sessionFor,
  sessionOf,
  lostIn,
} from './transactionsStore.ts'

/** Tells the window what becomes of a transaction. */
const tell = vi.hoisted(() => new Map<string, (change: never) => void>())

/** Says what became of the sessions of tabs, the latest last. */
const tellSession = vi.hoisted(() => [] as ((change: never) => void)[])
const reconnect = vi.hoisted(() => [] as (() => void)[])

vi.mock('../api/api.ts', () => ({
  api: {
    state: 'open',
    onState: (listener: () => void) => {
      reconnect.push(listener)
      return () => {}
    },
    call: (name: string) => {
      if (name === 'transactions.open') return Promise.resolve([])
      return Promise.resolve(name === 'sessions.kept' ? ['elsewhere'] : undefined)
    },
    subscribe: (
      name: string,
      filter: { transactionId: string },
      listener: (change: never) => void,
    ) => {
      if (name === 'transactions.changed') tell.set(filter.transactionId, listener)
      if (name === 'sessions.changed') tellSession.push(listener)
      return () => {}
    },
  },
}))

const tab = { id: 'a', title: 'Query 1' }

beforeEach(() => {
  vi.useFakeTimers()
  forgetSession('a')
  useToasts.setState({ toasts: [] })
})

/** What a run leaves open that begins with BEGIN. */
async function begin(): Promise<string> {
  const { session } = await sessionFor(tab, 'orders')
  const transactionId = session!.opensAs!
  const info: TransactionInfo = {
    ...{ transactionId, profileId: 'orders', label: 'Query 1', isolation: null },
    ...{ startedAtMs: 0, statementCount: 1, operations: [], state: 'open', savepoints: [] },
  }
  tell.get(transactionId)!({ kind: 'changed', info } as never)
  return transactionId
}

const end = (transactionId: string, how: 'lost' | 'committed') =>
  tell.get(transactionId)!({ kind: 'ended', transactionId, end: how } as never)

const toasts = () => useToasts.getState().toasts.map(({ message }) => message)

test('a loss is told until the next transaction opens, and not after it', async () => {
  end(await begin(), 'lost')
  expect(lostIn('a')).toMatchObject({ statementCount: 1 })
  expect(toasts()).toEqual([expect.stringContaining('“Query 1” was lost')])
  const next = await begin()
  expect(openTransaction('a')).toMatchObject({ transactionId: next })
  expect(toasts()).toEqual([])
  end(next, 'committed')
  expect(lostIn('a')).toBeNull()
  expect(toasts()).toEqual(['The transaction was committed.'])
})

test('what an earlier window rolled back is told until the tab runs again', async () => {
  const transaction = { transactionId: 'gone', statementCount: 2 }
  await markGone([{ ...tab, transaction, keptSession: null }])
  expect(rolledBackOf('a')).toBe(2)
  await sessionFor(tab, 'orders')
  expect(rolledBackOf('a')).toBeNull()
})

test('what went with the connection of an earlier window is told until the tab runs again', async () => {
  const changes = ['temporary table tmp1', 'search_path']
  const other = { ...tab, id: 'b', title: 'Query 2' }
  const kept = (sessionId: string) => ({ transaction: null, keptSession: { sessionId, changes } })
  await markGone([
    { ...tab, ...kept('gone') },
    { ...other, ...kept('elsewhere') },
  ])
  expect(goneOf('a')).toEqual(changes)
  expect(goneOf('b')).toBeNull()
  await sessionFor(tab, 'orders')
  expect(goneOf('a')).toBeNull()
})

test('what main ended while it could not be reached is told once it is reached again', async () => {
  followReconnection()
  const reached = reconnect.at(-1)!
  reached()
  const transactionId = await begin()
  const session = { sessionId: 's', profileId: 'orders', changes: ['search_path'] }
  tellSession.at(-1)!({ kind: 'kept', session } satisfies SessionChange as never)
  await vi.advanceTimersByTimeAsync(0)
  expect(openTransaction('a')).toMatchObject({ transactionId })
  reached()
  await vi.advanceTimersByTimeAsync(0)
  expect(openTransaction('a')).toBeNull()
  expect(rolledBackOf('a')).toBe(1)
  expect(goneOf('a')).toEqual(['search_path'])
  expect(sessionOf('a')).toMatchObject({ transaction: null, keptSession: null })
  // What comes next opens another.
  expect((await sessionFor(tab, 'orders')).session!.opensAs).not.toBe(transactionId)
})
