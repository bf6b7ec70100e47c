import { setImmediate } from 'node:timers/promises'
import type { Column } from '../../../contract/columns.ts'
import type { Batch } from '../../frame/Batch.ts'
import type { Reply } from './protocol.ts'
import type { RowStream } from './streamRows.ts'

/** Posts a statement's rows to the parent, no more batches than it gave credit for. */
export class PostingStream implements RowStream {
  readonly #post: (reply: Reply) => void
  #credits: number
  #isStopped = false
  #wake: (() => void) | null = null
  #names: readonly string[] = []
  #hasWarned = false

  constructor(post: (reply: Reply) => void, credits: number) {
    this.#post = post
    this.#credits = credits
  }

  get isStopped(): boolean {
    return this.#isStopped
  }

  credit(): void {
    this.#credits++
    this.#wake?.()
  }

  stop(): void {
    this.#isStopped = true
    this.#wake?.()
  }

  columns(columns: readonly Column[]): void {
    this.#names = columns.map(({ name }) => name)
    this.#post({ kind: 'columns', columns })
  }

  batch(batch: Batch): void {
    this.#credits--
    this.#post({ kind: 'batch', batch })
    this.#warnOfReplacedBytes(batch)
  }

  async ready(): Promise<void> {
    // A turn of the event loop, in which a stop or a credit can come in.
    await setImmediate()
    while (this.#credits <= 0 && !this.#isStopped) {
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  /** better-sqlite3 gives text as JS strings: bytes that are not UTF-8 are lost on the way. */
  #warnOfReplacedBytes({ columns }: Batch): void {
    if (this.#hasWarned) return
    const index = columns.findIndex(
      ({ type, values }) =>
        (type.kind === 'text' || type.kind === 'any') && bytesOf(values).includes(REPLACEMENT),
    )
    if (index < 0) return
    this.#hasWarned = true
    const name = this.#names[index]
    this.#post({
      kind: 'warning',
      text:
        `Text of column “${name}” shows U+FFFD, which stands for bytes that are not valid UTF-8 ` +
        `(or was stored itself). cast(… as blob) shows the bytes as they are.`,
    })
  }
}

/** U+FFFD in UTF-8. */
const REPLACEMENT = Buffer.from('\uFFFD')

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength)
