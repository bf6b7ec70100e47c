import { expect, test } from 'vitest'
import { usualRouting } from '../../../contract/servers.ts'
import { poolNames } from './poolNames.ts'

test('a rule can be for each server of a connection', () => {
  const server = { name: 'second', role: 'standby' as const, fields: {} }
  const names = poolNames([
    { id: 'a', name: 'orders', routing: { ...usualRouting, servers: [server] } },
    { id: 'b', name: 'cache', routing: usualRouting },
  ])
  expect([...names]).toEqual([
    ['a', 'orders'],
    ['a#server=second', 'orders · second'],
    ['b', 'cache'],
  ])
})
