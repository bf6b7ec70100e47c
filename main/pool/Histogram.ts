/** Buckets an octave; a bucket is at most 1/64 of its value wide, so a percentile errs by 1.6 %. */
const BUCKETS_PER_OCTAVE = 64
const LINEAR_LIMIT = BUCKETS_PER_OCTAVE * 2
const BUCKET_COUNT = 26 * BUCKETS_PER_OCTAVE + BUCKETS_PER_OCTAVE
const LARGEST_VALUE = 2 ** 32 - 1

/**
 * Counts of whole numbers from 0 to 2³²−1 (as microseconds: 71 minutes; larger ones count as that)
 * in log-linear buckets, as HDR histograms have them: exact below 128, then 64 buckets for each
 * doubling. Recording allocates nothing. `max` is exact.
 */
export class Histogram {
  readonly #counts = new Uint32Array(BUCKET_COUNT)
  #count = 0
  #max = 0

  get count(): number {
    return this.#count
  }

  get max(): number {
    return this.#max
  }

  record(value: number): void {
    const whole = value <= 0 ? 0 : Math.min(Math.round(value), LARGEST_VALUE)
    this.#counts[bucketOf(whole)]!++
    this.#count++
    if (value > this.#max) this.#max = value
  }

  /** The value that `ratio` (0–1) of the recorded ones do not exceed; 0 when there are none. */
  percentile(ratio: number): number {
    // 0.07 × 100 is a little above 7 in floating point, and yet means the seventh.
    const rank = Math.max(1, Math.ceil(ratio * this.#count - 1e-6))
    let seen = 0
    for (let bucket = 0; bucket < BUCKET_COUNT; bucket++) {
      seen += this.#counts[bucket]!
      if (seen >= rank) return Math.min(largestIn(bucket), this.#max)
    }
    return 0
  }

  /**
   * What was counted in coarser buckets, `parts` to each doubling, from the smallest value met to the
   * largest; `to` is not part of a bucket.
   */
  buckets(parts: 1 | 2 | 4 | 8): { from: number; to: number; count: number }[] {
    const step = BUCKETS_PER_OCTAVE / parts
    const found: { from: number; to: number; count: number }[] = []
    for (let first = 0; first < BUCKET_COUNT; first += step) {
      let count = 0
      for (let bucket = first; bucket < first + step; bucket++) count += this.#counts[bucket]!
      if (count === 0 && found.length === 0) continue
      found.push({ from: smallestIn(first), to: smallestIn(first + step), count })
    }
    return found.slice(0, found.findLastIndex(({ count }) => count > 0) + 1)
  }

  /** Adds what another one counted. */
  merge(other: Histogram): void {
    if (other.#count === 0) return
    for (let bucket = 0; bucket < BUCKET_COUNT; bucket++)
      this.#counts[bucket]! += other.#counts[bucket]!
    this.#count += other.#count
    this.#max = Math.max(this.#max, other.#max)
  }

  clear(): void {
    this.#counts.fill(0)
    this.#count = 0
    this.#max = 0
  }
}

function bucketOf(value: number): number {
  if (value < LINEAR_LIMIT) return value
  const shift = 25 - Math.clz32(value)
  return shift * BUCKETS_PER_OCTAVE + (value >>> shift)
}

function smallestIn(bucket: number): number {
  if (bucket < LINEAR_LIMIT) return bucket
  const shift = Math.floor(bucket / BUCKETS_PER_OCTAVE) - 1
  return (bucket - shift * BUCKETS_PER_OCTAVE) * 2 ** shift
}

const largestIn = (bucket: number): number => smallestIn(bucket + 1) - 1
