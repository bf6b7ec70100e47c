import type { PoolStats } from '../../contract/pools.ts'
import { exportedMetrics, poolLabels } from './exportedMetrics.ts'

/** The figures of all pools in Prometheus' text format, version 0.0.4. */
export function prometheusText(pools: readonly PoolStats[]): string {
  const lines: string[] = []
  for (const { name, help, kind, samples } of exportedMetrics) {
    lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`)
    for (const pool of pools)
      for (const { value, labels } of samples(pool))
        lines.push(`${name}{${labelText({ ...poolLabels(pool), ...labels })}} ${value}`)
  }
  return `${lines.join('\n')}\n`
}

const labelText = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${value.replace(/["\\\n]/g, escaped)}"`)
    .join(',')

const escaped = (character: string): string => (character === '\n' ? '\\n' : `\\${character}`)
