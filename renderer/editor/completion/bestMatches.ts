import type { EditorSuggestion as Suggestion } from '../../ui/sqlCompletion.ts'

/** More than this nobody reads; typing on narrows it. */
export const MAX_SUGGESTIONS = 200
/** So many of a tier are enough to know that there are more. */
const ENOUGH = MAX_SUGGESTIONS + 1

export type Tier = Iterable<Suggestion>
type Sifted = { exact: Suggestion[]; beginning: Suggestion[]; holding: Suggestion[] }

/**
 * By tier, what is written as the prefix, then what begins with it; behind all tiers, what holds it. Each in
 * the order it came; the same word comes once.
 */
export function bestMatches(tiers: readonly Tier[], prefix: string): Suggestion[] {
  const wanted = prefix.toLowerCase()
  const sifted = tiers.map((tier) => sift(tier, wanted))
  const seen = new Set<string>()
  const isNew = ({ kind, label, insertText }: Suggestion): boolean => {
    const key = `${kind} ${label} ${insertText}`
    return !seen.has(key) && seen.add(key) !== undefined
  }
  return [
    ...sifted.flatMap(({ exact, beginning }) => [...exact, ...beginning]),
    ...sifted.flatMap(({ holding }) => holding),
  ].filter(isNew)
}

function sift(tier: Tier, wanted: string): Sifted {
  const sifted: Sifted = { exact: [], beginning: [], holding: [] }
  for (const candidate of tier) {
    const label = candidate.label.toLowerCase()
    const at = label.indexOf(wanted)
    if (at === 0) {
      // A snippet's short word may be the beginning of what is meant.
      const isExact = label.length === wanted.length && candidate.kind !== 'snippet'
      sifted[isExact ? 'exact' : 'beginning'].push(candidate)
    } else if (at > 0 && sifted.holding.length < ENOUGH) sifted.holding.push(candidate)
    if (sifted.beginning.length >= ENOUGH) break
  }
  return sifted
}
