export type RowRange = { readonly from: number; readonly to: number }

type Block<W> = {
  readonly rows: W
  /** Rows it holds; below `blockRows` where the result ended when it was asked for. */
  readonly rowCount: number
}

type WindowCacheOptions<W> = {
  /** Reads rows `from` up to `to`; must stop when the signal is aborted. */
  readonly load: (range: RowRange, signal: AbortSignal) => Promise<W>
  readonly blockRows: number
  /** Blocks kept; those out of sight for longest go first. */
  readonly maxBlocks: number
  readonly onLoaded: (range: RowRange) => void
  readonly onFailed: (error: unknown) => void
}

/**
 * The rows of a result near what is on screen, in blocks of equal height. `show` says what is
 * visible: missing blocks are asked for, and requests for rows that have gone out of sight are
 * aborted, so that a fast scroll leaves no queue behind it.
 */
export class WindowCache<W> {
  readonly #options: WindowCacheOptions<W>
  /** In order of use, the latest last. */
  readonly #blocks = new Map<number, Block<W>>()
  readonly #requests = new Map<number, AbortController>()
  #rowCount = 0
  #visible: RowRange = { from: 0, to: 0 }

  constructor(options: WindowCacheOptions<W>) {
    this.#options = options
  }

  /** The block that holds a row; undefined while it is not there. */
  blockOf(row: number): W | undefined {
    return this.#blocks.get(this.#indexOf(row))?.rows
  }

  show(visible: RowRange): void {
    this.#visible = visible
    const wanted = this.#wantedBlocks()
    for (const [index, request] of this.#requests) {
      if (wanted.includes(index)) continue
      this.#requests.delete(index)
      request.abort()
    }
    for (const index of wanted) if (this.#isMissing(index)) void this.#request(index)
  }

  /** More rows have come: blocks that ended at the old end are completed when visible. */
  setRowCount(rowCount: number): void {
    this.#rowCount = rowCount
    this.show(this.#visible)
  }

  /** Forgets all blocks and asks anew for what is visible. */
  clear(): void {
    this.#blocks.clear()
    this.#abortRequests()
    this.show(this.#visible)
  }

  dispose(): void {
    this.#rowCount = 0
    this.#blocks.clear()
    this.#abortRequests()
  }

  #indexOf(row: number): number {
    return Math.floor(row / this.#options.blockRows)
  }

  #wantedBlocks(): number[] {
    const { from, to } = this.#visible
    const end = Math.min(to, this.#rowCount)
    if (from >= end) return []
    const first = this.#indexOf(from)
    return Array.from({ length: this.#indexOf(end - 1) - first + 1 }, (_, n) => first + n)
  }

  #isMissing(index: number): boolean {
    if (this.#requests.has(index)) return false
    const block = this.#blocks.get(index)
    if (!block) return true
    this.#touch(index, block)
    return block.rowCount < this.#rowsOf(index)
  }

  #rowsOf(index: number): number {
    const { blockRows } = this.#options
    return Math.min(blockRows, this.#rowCount - index * blockRows)
  }

  async #request(index: number): Promise<void> {
    const from = index * this.#options.blockRows
    const rowCount = this.#rowsOf(index)
    const range = { from, to: from + rowCount }
    const request = new AbortController()
    this.#requests.set(index, request)
    try {
      const rows = await this.#options.load(range, request.signal)
      if (request.signal.aborted) return
      this.#requests.delete(index)
      this.#touch(index, { rows, rowCount })
      this.#dropOldest()
      this.#options.onLoaded(range)
      // The result may have grown meanwhile.
      this.show(this.#visible)
    } catch (error) {
      if (request.signal.aborted) return
      this.#requests.delete(index)
      this.#options.onFailed(error)
    }
  }

  #touch(index: number, block: Block<W>): void {
    this.#blocks.delete(index)
    this.#blocks.set(index, block)
  }

  #dropOldest(): void {
    const wanted = this.#wantedBlocks()
    for (const index of this.#blocks.keys()) {
      if (this.#blocks.size <= this.#options.maxBlocks) return
      if (!wanted.includes(index)) this.#blocks.delete(index)
    }
  }

  #abortRequests(): void {
    for (const request of this.#requests.values()) request.abort()
    this.#requests.clear()
  }
}
