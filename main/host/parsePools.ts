import { FLAG, parseFlags, required, TEXT } from './commandFlags.ts'

export type PoolsCommand = {
  kind: 'pools'
  /** Opens each pool and asks its server for a sign of life. */
  checks: boolean
  json: boolean
  dataDir: string | null
  configFile: string | null
}

export const poolsUsage = `  sluice pools [--check] [--json] [--data-dir DIR] [--config FILE]
      Lists the pools of all connections with their settings; --check connects to each.
`

export function parsePools(argv: readonly string[]): PoolsCommand {
  const values = parseFlags(argv, { check: FLAG, json: FLAG, 'data-dir': TEXT, config: TEXT })
  return {
    kind: 'pools',
    checks: values['check'] === true,
    json: values['json'] === true,
    dataDir: values['data-dir'] === undefined ? null : required(values, 'data-dir'),
    configFile: values['config'] === undefined ? null : required(values, 'config'),
  }
}
