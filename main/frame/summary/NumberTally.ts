import { decimalText } from '../../../contract/cellText.ts'
import { float64Text } from '../../../contract/format/realText.ts'
import type { CellSummary } from '../../../contract/results.ts'
import { addExact, compareExact, meanOf, type Exact } from './ExactSum.ts'

const textOf = ({ unscaled, scale }: Exact): string => decimalText(unscaled, scale)
const approximate = (value: Exact): number => Number(textOf(value))

/** Sum, mean and extremes of numbers: exact as long as all of them are. */
export class NumberTally {
  #exactCount = 0
  #sum: Exact = { unscaled: 0n, scale: 0 }
  #least: Exact | null = null
  #greatest: Exact | null = null
  #realCount = 0
  #realSum = 0
  /** What floating point lost of the sum (Neumaier's summation). */
  #realLoss = 0
  #realLeast = Infinity
  #realGreatest = -Infinity

  addExact(value: Exact): void {
    this.#exactCount++
    this.#sum = addExact(this.#sum, value)
    if (this.#least === null || compareExact(value, this.#least) < 0) this.#least = value
    if (this.#greatest === null || compareExact(value, this.#greatest) > 0) this.#greatest = value
  }

  addReal(value: number): void {
    this.#realCount++
    this.#addToRealSum(value)
    // As databases do: NaN is the greatest of all, and equal to itself.
    if (Number.isNaN(value)) this.#realGreatest = NaN
    else {
      if (value < this.#realLeast) this.#realLeast = value
      if (value > this.#realGreatest) this.#realGreatest = value
    }
  }

  /** Null: there were no numbers. */
  result(): CellSummary['numbers'] {
    const count = this.#exactCount + this.#realCount
    if (count === 0) return null
    return this.#realCount === 0 ? this.#exactResult(count) : this.#realResult(count)
  }

  #exactResult(count: number): NonNullable<CellSummary['numbers']> {
    return {
      count,
      sum: textOf(this.#sum),
      mean: textOf(meanOf(this.#sum, count)),
      min: textOf(this.#least!),
      max: textOf(this.#greatest!),
      isExact: true,
    }
  }

  #realResult(count: number): NonNullable<CellSummary['numbers']> {
    const loss = Number.isFinite(this.#realLoss) ? this.#realLoss : 0
    const sum = this.#realSum + loss + approximate(this.#sum)
    const least = this.#least ? approximate(this.#least) : Infinity
    const greatest = this.#greatest ? approximate(this.#greatest) : -Infinity
    const isAllNaN = Number.isNaN(this.#realGreatest) && this.#realLeast === Infinity
    return {
      count,
      sum: float64Text(sum),
      mean: float64Text(sum / count),
      min: float64Text(isAllNaN && !this.#least ? NaN : Math.min(least, this.#realLeast)),
      max: float64Text(Math.max(greatest, this.#realGreatest)),
      isExact: false,
    }
  }

  #addToRealSum(value: number): void {
    const sum = this.#realSum + value
    this.#realLoss +=
      Math.abs(this.#realSum) >= Math.abs(value)
        ? this.#realSum - sum + value
        : value - sum + this.#realSum
    this.#realSum = sum
  }
}
