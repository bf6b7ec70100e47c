/** Keeps the latest `capacity` items; each new one beyond that pushes the oldest out. */
export class RingBuffer<T> {
  readonly #capacity: number
  readonly #items: T[] = []
  /** Where the next item goes once the buffer is full: the oldest one's place. */
  #oldest = 0

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  push(item: T): void {
    if (this.#items.length < this.#capacity) {
      this.#items.push(item)
      return
    }
    this.#items[this.#oldest] = item
    this.#oldest = (this.#oldest + 1) % this.#capacity
  }

  last(): T | undefined {
    return this.#items.at(this.#oldest - 1)
  }

  /** At most `limit` items, the newest ones, oldest first. */
  latest(limit = this.#capacity): T[] {
    const inOrder = [...this.#items.slice(this.#oldest), ...this.#items.slice(0, this.#oldest)]
    return limit >= inOrder.length ? inOrder : inOrder.slice(inOrder.length - limit)
  }
}
