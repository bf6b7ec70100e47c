import { expect, test } from 'vitest'
import { drivers } from '../../drivers/registry.ts'
import { readConfig } from './readConfig.ts'
import { readEnvironment } from './readEnvironment.ts'

const URL = 'postgres://ada:secret@db.example.com:5433/orders'

const read = (input: unknown, variables: Record<string, string> = {}) =>
  readConfig(input, { source: 'file', drivers, variables })

function problemsOf(input: unknown, variables?: Record<string, string>): string[] {
  const { problems } = read(input, variables)
  return (problems ?? []).map(({ field, message }) => `${field}: ${message}`)
}

test('a URL with settings is a profile, its password apart', () => {
  const config = {
    pools: { maxPools: 3 },
    profiles: [{ name: 'orders', url: URL, pool: { max: 9 }, environment: 'production' }],
  }
  expect(read(config)).toMatchObject({
    limits: { maxPools: 3, idlePoolMs: 1_800_000 },
    profiles: [
      {
        profile: {
          id: 'config:orders',
          driverId: 'postgres',
          fields: { host: 'db.example.com', port: 5433, database: 'orders', user: 'ada' },
          pool: { max: 9, min: 0 },
          environment: 'production',
          routing: { mode: 'local-only' },
        },
        secrets: { password: 'secret' },
      },
    ],
  })
})

test('a driver with its fields does as well, and variables are put in', () => {
  const profile = {
    name: 'books',
    driver: 'sqlite',
    fields: { path: '${HOME}/books.db', mode: 'create' },
  }
  const config = read({ profiles: [profile] }, { HOME: '/home/ada' })
  expect(config).toMatchObject({
    profiles: [{ profile: { driverId: 'sqlite', fields: { path: '/home/ada/books.db' } } }],
  })
})

test('everything that is wrong is told, by the profile’s name, the value and what to do', () => {
  const wrong = {
    profiles: [
      { name: 'orders', url: URL, pool: { min: 9, max: 2 } },
      { name: 'books', url: URL, pool: { max: 'many' }, shape: 'red' },
    ],
  }
  expect(problemsOf(wrong)).toEqual([
    'profiles.orders.pool.min: min is 9, above max 2. Lower min or raise max.',
    expect.stringMatching(/^profiles\.books\.pool\.max: max is "many"\. Give a whole number/),
    expect.stringMatching(/^profiles\.books: .*"shape"/),
  ])
})

test.each([
  [{ name: 'a' }, 'profiles.a.url: It has no url.'],
  [{ name: 'a', url: 'mysql://x' }, 'profiles.a.url: No driver knows the scheme'],
  [{ name: 'a', url: URL, secrets: { pasword: 'x' } }, 'profiles.a.secrets.pasword: A PostgreSQL'],
  [{ name: 'a', url: '${DB_URL}' }, 'profiles.a.url: The environment variable DB_URL is not set.'],
  [
    { name: 'a', url: URL, routing: { servers: [{ name: 'b', fields: { hots: 'x' } }] } },
    'profiles.a.fields.hots: ',
  ],
])('%j is refused', (profile, begin) => {
  const [problem] = problemsOf({ profiles: [profile] })
  expect(problem!.slice(0, begin.length)).toBe(begin)
  expect(problem).not.toContain('secret@')
})

test('a name may stand once', () => {
  const profile = { name: 'orders', url: URL }
  expect(problemsOf({ profiles: [profile, profile] })).toEqual([
    'profiles.orders: The name stands twice. Give each its own.',
  ])
})

test('the environment tells of connections, too', () => {
  const config = readEnvironment({
    PATH: '/bin',
    SLUICE_PROFILE_ORDERS_EU_URL: URL,
    SLUICE_PROFILE_ORDERS_EU_PASSWORD: 'better',
    SLUICE_PROFILE_ORDERS_EU_READ_ONLY: 'true',
    SLUICE_PROFILE_ORDERS_EU_POOL_MAX: '7',
    SLUICE_PROFILE_ORDERS_EU_POOL_IDLE_TIMEOUT_MS: '1000',
  })
  expect(read(config)).toMatchObject({
    profiles: [
      {
        profile: { name: 'orders-eu', isReadOnly: true, pool: { max: 7, idleTimeoutMs: 1_000 } },
        secrets: { password: 'better' },
      },
    ],
  })
})

test('a wrong variable is refused by its name', () => {
  const url = { SLUICE_PROFILE_A_URL: URL }
  const problems = (more: Record<string, string>) =>
    problemsOf(readEnvironment({ ...url, ...more })).join()
  expect(problems({ SLUICE_PROFILE_A_POOL_MAX: 'many' })).toMatch(/^profiles\.a\.pool\.max: /)
  expect(problems({ SLUICE_PROFILE_A_POOL_SIZE: '3' })).toMatch(/^profiles\.a\.pool: .*POOL_SIZE/)
  expect(problems({ SLUICE_PROFILE_A_READ_ONLY: 'perhaps' })).toMatch(/^profiles\.a\.isReadOnly: /)
})
