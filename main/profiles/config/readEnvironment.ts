import { poolLimits } from '../../../contract/poolLimits.ts'

const VARIABLE = /^SLUICE_PROFILE_([A-Z0-9_]+?)_(URL|PASSWORD|READ_ONLY|POOL_[A-Z_]+)$/

type Written = {
  name: string
  url?: string
  isReadOnly?: unknown
  secrets: Record<string, string>
  pool: Record<string, unknown>
}

/**
 * The connections that environment variables tell of, as a configuration: `SLUICE_PROFILE_ORDERS_URL`,
 * `…_PASSWORD`, `…_READ_ONLY` (true or false) and any pool setting, such as `…_POOL_MAX` or
 * `…_POOL_IDLE_TIMEOUT_MS`. `ORDERS_EU` is called `orders-eu`.
 */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): {
  profiles: Written[]
} {
  const byName = new Map<string, Written>()
  for (const [variable, value = ''] of Object.entries(variables)) {
    const [, upperName, what] = VARIABLE.exec(variable) ?? []
    if (!upperName || !what) continue
    const name = upperName.toLowerCase().replaceAll('_', '-')
    const written = byName.get(name) ?? { name, secrets: {}, pool: {} }
    byName.set(name, written)
    // A `${…}` in a variable is the value's own.
    if (what === 'URL') written.url = value
    else if (what === 'PASSWORD') written.secrets['password'] = value
    else if (what === 'READ_ONLY') written.isReadOnly = BOOLEANS[value.toLowerCase()] ?? value
    else written.pool[settingName(what)] = value.trim() === '' ? value : Number(value)
  }
  return { profiles: [...byName.values()] }
}

const BOOLEANS: Record<string, boolean> = { true: true, '1': true, false: false, '0': false }

/** `POOL_IDLE_TIMEOUT_MS` as `idleTimeoutMs`; what is no setting stays, and is refused by its name. */
function settingName(what: string): string {
  const plain = what.slice('POOL_'.length).replaceAll('_', '').toLowerCase()
  return Object.keys(poolLimits).find((name) => name.toLowerCase() === plain) ?? what
}
