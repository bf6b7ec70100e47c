import { poolLimits } from '../../contract/poolLimits.ts'
import type { Text } from '../text/text.ts'

/** What is wrong with typed bounds of a pool, in the words of their fields; null: nothing. */
export function boundsProblem(
  { min, max }: Readonly<Record<'min' | 'max', string>>,
  text: Text,
): string | null {
  const fields = [
    { label: text('connections.pool_min'), value: min.trim(), ...poolLimits.min },
    { label: text('connections.pool_max'), value: max.trim(), ...poolLimits.max },
  ]
  for (const { label, value, least, most } of fields)
    if (!/^\d+$/.test(value) || Number(value) < least || Number(value) > most)
      return text('monitor.resizeRange', { label, value, least, most })
  if (Number(min) <= Number(max)) return null
  const [low, high] = fields.map(({ label }) => label)
  return text('monitor.resizeOrder', { low: low!, min: Number(min), high: high!, max: Number(max) })
}
