/** How often something happened within the last `windowMs`, counted in `slotCount` steps. */
export class SlidingCounter {
  readonly #slotMs: number
  readonly #counts: Uint32Array
  #latestTurn = 0
  #total = 0

  constructor({ windowMs, slotCount }: { windowMs: number; slotCount: number }) {
    this.#slotMs = windowMs / slotCount
    this.#counts = new Uint32Array(slotCount)
  }

  add(nowMs: number): void {
    this.#forgetOld(nowMs)
    this.#counts[this.#latestTurn % this.#counts.length]!++
    this.#total++
  }

  total(nowMs: number): number {
    this.#forgetOld(nowMs)
    return this.#total
  }

  #forgetOld(nowMs: number): void {
    const turn = Math.floor(nowMs / this.#slotMs)
    const slotCount = this.#counts.length
    const stale = Math.min(turn - this.#latestTurn, slotCount)
    for (let offset = 0; offset < stale; offset++) {
      const slot = (turn - offset) % slotCount
      this.#total -= this.#counts[slot]!
      this.#counts[slot] = 0
    }
    if (turn > this.#latestTurn) this.#latestTurn = turn
  }
}
