import { expect, test } from 'vitest'
import type { DriverInfo } from '../../contract/drivers.ts'
import { usualRouting } from '../../contract/servers.ts'
import { text } from '../text/text.ts'
import {
  readRouting,
  routingDraftOf,
  withoutServer,
  withServer,
  withServerChange,
} from './serverDrafts.ts'

const driver = {
  profileFields: [
    { name: 'host', label: 'Host', kind: 'text', isRequired: true },
    { name: 'port', label: 'Port', kind: 'number', isRequired: true },
  ],
} as unknown as DriverInfo

test('the first server is used at once, and without servers there is nothing to choose', () => {
  const one = withServer(routingDraftOf(usualRouting), 'replica 1')
  expect(one.mode).toBe('active-standby')
  expect(withServer({ ...one, mode: 'load-balanced' }, 'b').mode).toBe('load-balanced')
  expect(withoutServer(one, 0)).toEqual(routingDraftOf(usualRouting))
})

test('what is typed becomes what is saved; an empty field stays the profile’s own', () => {
  const empty = withServer(routingDraftOf(usualRouting), 'replica 1')
  const draft = withServerChange(empty, 0, { role: 'replica', fields: { host: ' ', port: '5433' } })
  const problems = {}
  const routing = readRouting(draft, driver, text, problems)
  expect(problems).toEqual({})
  expect(routing.servers).toEqual([{ name: 'replica 1', role: 'replica', fields: { port: 5433 } }])
  expect(routingDraftOf(routing).servers[0]!.fields).toEqual({ port: '5433' })
})

test('names must be there and differ, ports be numbers', () => {
  let draft = routingDraftOf(usualRouting)
  for (const name of ['', 'b', 'b', 'primary']) draft = withServer(draft, name)
  draft = withServerChange(draft, 1, { fields: { port: 'x' } })
  const problems = {}
  readRouting(draft, driver, text, problems)
  expect(Object.keys(problems)).toEqual([
    'server.0.name',
    'server.1.port',
    'server.2.name',
    'server.3.name',
  ])
})
