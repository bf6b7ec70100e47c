import type { Danger } from './findDangers.ts'
import { fluxDestroys, influxStatements } from './influxWords.ts'

/** What in a request to InfluxDB takes points away, in InfluxQL or Flux. */
export function findInfluxDangers(script: string): Danger[] {
  if (fluxDestroys(script)) return [{ kind: 'call', target: '' }]
  return influxStatements(script).flatMap((tokens) => dangerOf(tokens) ?? [])
}

function dangerOf(tokens: readonly string[]): Danger | null {
  const [first = '', second = ''] = tokens.map((token) => token.toUpperCase())
  if (first === 'DELETE') {
    const isPart = tokens.some((token) => token.toUpperCase() === 'WHERE')
    return isPart ? null : { kind: 'delete-all', target: nameBehind(tokens, 'FROM') }
  }
  if (first !== 'DROP') return null
  switch (second) {
    case 'DATABASE':
      return { kind: 'drop-database', target: nameAt(tokens, 2) }
    case 'MEASUREMENT':
      return { kind: 'drop-measurement', target: nameAt(tokens, 2) }
    case 'SERIES':
      return { kind: 'drop-series', target: nameBehind(tokens, 'FROM') }
    case 'RETENTION':
      return { kind: 'drop-policy', target: nameAt(tokens, 3) }
    case 'CONTINUOUS':
      return { kind: 'drop', target: nameAt(tokens, 3) }
    default:
      return { kind: 'drop', target: nameAt(tokens, 2) }
  }
}

function nameBehind(tokens: readonly string[], word: string): string {
  const at = tokens.findIndex((token) => token.toUpperCase() === word)
  return at < 0 ? '' : nameAt(tokens, at + 1)
}

/** With its database and retention policy, where they are written: `telegraf."one week".cpu`. */
function nameAt(tokens: readonly string[], index: number): string {
  let name = ''
  for (const token of tokens.slice(index)) {
    const isName = token !== '.'
    if (isName && name !== '' && !name.endsWith('.')) break
    name += token
  }
  return name
}
