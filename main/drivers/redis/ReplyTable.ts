import type { Column } from '../../../contract/columns.ts'
import type { RunSink } from '../driver.ts'
import { serverTypeOf, typeOf } from './cells.ts'
import { cellsOf, RowWriter } from './RowWriter.ts'
import {
  isScan,
  isStreamRead,
  type Row,
  scanPage,
  type Shape,
  shapeOf,
  STREAM_READ,
} from './shapeReply.ts'
import { nameText, type Reply, ReplyError, ReplyMap } from './wire/Reply.ts'
import type { ReplyHandler } from './wire/ReplyParser.ts'

export type ReplyTableOptions = {
  readonly command: string
  readonly sink: RunSink
  /** The sink has to catch up: hand on nothing until `resume`. */
  readonly pause: () => void
  readonly resume: () => void
}

/** A reply on its way into columns, an element a row. */
export class ReplyTable implements ReplyHandler {
  readonly #options: ReplyTableOptions
  #shape: Shape | null = null
  /** Kept whole: what has to be seen to its end before its columns are known. */
  #kept: Reply[] | null = null
  /** The name whose value comes next. */
  #name: Reply | undefined
  #isMap = false
  #rows: RowWriter | null = null
  #writing: Promise<void> = Promise.resolve()
  #failure: { readonly error: unknown } | null = null
  #isDiscarding = false
  /** The server's answer where it was an error, and nothing else came. */
  error: ReplyError | null = null
  /** The reply where it was one value. */
  scalar: Reply | undefined

  constructor(options: ReplyTableOptions) {
    this.#options = options
  }

  /** What the sink failed with; the rest of the reply was read and dropped. */
  get failure(): { readonly error: unknown } | null {
    return this.#failure
  }

  /** Reads the rest of the reply without keeping any of it. */
  discard(): void {
    this.#isDiscarding = true
    this.#options.resume()
  }

  value(value: Reply): void {
    if (value instanceof ReplyError) this.error = value
    else this.scalar = value
    if (this.error || this.#isDiscarding) return
    this.#shape = { columns: ['value'], rows: (element) => [[element]] }
    this.#add(value)
  }

  begin(kind: 'list' | 'map'): void {
    const { command } = this.#options
    this.#isMap = kind === 'map'
    this.#shape = isStreamRead(command) ? STREAM_READ : shapeOf(command, kind)
    if (isScan(command)) this.#kept = []
  }

  element(value: Reply): void {
    if (this.#isDiscarding) return
    if (this.#isMap && this.#name === undefined) {
      this.#name = value
      return
    }
    const element = this.#isMap ? [this.#name!, value] : value
    this.#name = undefined
    if (this.#kept) this.#kept.push(element)
    // The names of later maps may be others: all are to be seen before there are columns.
    else if (!this.#rows && element instanceof ReplyMap) this.#kept = [element]
    else this.#add(element)
  }

  end(): void {
    if (this.#isDiscarding || !this.#kept) return
    const { command, sink } = this.#options
    const page = scanPage(command, this.#kept)
    if (page) {
      this.#shape = page.shape
      const text = page.cursor === '0' ? 'That was all.' : `The next cursor is ${page.cursor}.`
      sink.message({ severity: 'NOTICE', text })
    }
    const elements = page ? page.elements : this.#kept
    const names = elements.flatMap((element) =>
      element instanceof ReplyMap ? element.entries.map(([name]) => nameText(name)) : [],
    )
    if (names.length > 0) this.#shape = { ...this.#shape!, columns: [...new Set(names)] }
    for (const element of elements) this.#add(element)
  }

  /** Hands over what is left, when the reply has come to its end. */
  async finish(): Promise<void> {
    await this.#writing
    if (this.#failure || this.#isDiscarding || this.error) return
    this.#rows ??= this.#open([null])
    await this.#rows.finish()
  }

  #add(element: Reply): void {
    // First what comes a million times.
    if (this.#rows?.isSingle && element instanceof Buffer) {
      const written = this.#rows.addCell(element)
      if (written) this.#wait(written)
      return
    }
    for (const row of this.#shape!.rows(element)) {
      this.#rows ??= this.#open(row)
      const written = this.#rows.add(row)
      if (written) this.#wait(written)
    }
  }

  /** The columns are those of the first row, where the command does not tell them. */
  #open(first: Row): RowWriter {
    const isMap = first instanceof ReplyMap
    const { columns, isTrimmed } = this.#shape ?? {}
    const names = isTrimmed && !isMap ? columns?.slice(0, first.length) : columns
    const width = names?.length ?? (isMap ? 0 : first.length)
    const cells = cellsOf(first, names ?? [], width)
    const described = cells.map((cell, index): Column => ({
      name: names?.[index] ?? (width === 1 ? 'value' : String(index + 1)),
      type: typeOf(cell),
      serverType: serverTypeOf(cell),
    }))
    return new RowWriter(described, this.#options.sink.openResult(described))
  }

  #wait(written: Promise<void>): void {
    this.#options.pause()
    this.#writing = Promise.all([this.#writing, written]).then(
      () => this.#options.resume(),
      (error: unknown) => {
        this.#failure ??= { error }
        this.discard()
      },
    )
  }
}
