import { decimalText } from '../../../contract/cellText.ts'
import { addExact, type Exact, meanOf, parseExact } from './ExactSum.ts'

const INFINITY = /^([+-]?)inf(?:inity)?$/i

/** `NaN`, `Infinity` and `-Infinity` in their usual spellings; null for all else. */
export function parseSpecial(text: string): number | null {
  if (/^nan$/i.test(text)) return NaN
  const infinity = INFINITY.exec(text)
  if (!infinity) return null
  return infinity[1] === '-' ? -Infinity : Infinity
}

/**
 * Sum and mean of numbers of any length. As in PostgreSQL, NaN makes NaN of all, and so do the two
 * infinities together.
 */
export class ExactTotal {
  /** By scale: what has 9,999 places is brought together with what has none once, at the end. */
  readonly #unscaled = new Map<number, bigint>()
  #special = 0
  #count = 0

  add({ unscaled, scale }: Exact): void {
    this.#count++
    this.#unscaled.set(scale, (this.#unscaled.get(scale) ?? 0n) + unscaled)
  }

  /** False where the text is no number. */
  addText(text: string): boolean {
    const exact = parseExact(text)
    const special = exact ? null : parseSpecial(text)
    if (exact) this.add(exact)
    else if (special !== null) {
      this.#count++
      this.#special += special
    } else return false
    return true
  }

  /** As in SQL, the sum of nothing is null. */
  sum(): string | null {
    return this.#textOf(this.#exact())
  }

  /** Exact to ten places more than the values have. */
  mean(): string | null {
    return this.#textOf(meanOf(this.#exact(), Math.max(1, this.#count)))
  }

  #textOf({ unscaled, scale }: Exact): string | null {
    if (this.#count === 0) return null
    return this.#special === 0 ? decimalText(unscaled, scale) : String(this.#special)
  }

  #exact(): Exact {
    let sum: Exact = { unscaled: 0n, scale: 0 }
    for (const [scale, unscaled] of this.#unscaled) sum = addExact(sum, { unscaled, scale })
    return sum
  }
}
