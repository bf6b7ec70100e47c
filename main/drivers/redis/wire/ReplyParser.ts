import { type Reply, ReplyError, ReplyMap } from './Reply.ts'

/** Takes replies as they come. The elements of an outermost list or map come one by one. */
export interface ReplyHandler {
  /** A reply of one value. */
  value(value: Reply): void
  /** A reply of many begins: `length` elements, or entries for a map. */
  begin(kind: 'list' | 'map', length: number): void
  /** For a map: a name, then its value, and so on. */
  element(value: Reply): void
  end(): void
}

type FrameKind = 'list' | 'map' | 'push' | 'attribute'
/** A list within a reply, being filled. `items` null: the outermost, whose elements are handed on. */
type Frame = { readonly kind: FrameKind; remaining: number; readonly items: Reply[] | null }

const CR = 13
const MINUS = 45
const ZERO = 48

/**
 * RESP3 (redis.io, "Redis serialization protocol specification"), read as a stream: a list of
 * millions is handed on an element at a time. Paused, it stops in the midst of a chunk.
 */
export class ReplyParser {
  readonly #handler: ReplyHandler
  readonly #stack: Frame[] = []
  #bytes: Buffer = Buffer.alloc(0)
  #at = 0
  /** What came after `#bytes`, while that is not enough to go on. */
  #waiting: Buffer[] = []
  #waitingBytes = 0
  /** No use to try with fewer bytes from `#at` on. */
  #neededBytes = 1
  #isPaused = false
  #isRunning = false

  constructor(handler: ReplyHandler) {
    this.#handler = handler
  }

  feed(chunk: Buffer): void {
    this.#waiting.push(chunk)
    this.#waitingBytes += chunk.length
    this.#run()
  }

  pause(): void {
    this.#isPaused = true
  }

  resume(): void {
    this.#isPaused = false
    this.#run()
  }

  #run(): void {
    // A handler may resume what it has just paused; the loop outside goes on then.
    if (this.#isRunning) return
    this.#isRunning = true
    try {
      while (!this.#isPaused && this.#hasEnough() && this.#parseNext());
    } finally {
      this.#isRunning = false
    }
  }

  #hasEnough(): boolean {
    const rest = this.#bytes.length - this.#at
    if (rest >= this.#neededBytes) return true
    if (rest + this.#waitingBytes < this.#neededBytes) return false
    this.#bytes = Buffer.concat([this.#bytes.subarray(this.#at), ...this.#waiting])
    this.#at = 0
    this.#waiting = []
    this.#waitingBytes = 0
    return true
  }

  /** Reads one value, or the head of a list; false: more bytes are needed. */
  #parseNext(): boolean {
    const from = this.#at + 1
    const lineEnd = this.#lineEnd(from)
    if (lineEnd < 0 || lineEnd + 1 >= this.#bytes.length) return this.#need(1)
    switch (this.#bytes[this.#at]) {
      case 0x24: // $
        return this.#bulk(from, lineEnd, asBytes)
      case 0x3a: // :
      case 0x28: // (
        return this.#scalar(lineEnd, this.#integer(from, lineEnd))
      case 0x2b: // +
        return this.#scalar(lineEnd, this.#line(from, lineEnd))
      case 0x2d: // -
        return this.#scalar(lineEnd, new ReplyError(this.#line(from, lineEnd)))
      case 0x5f: // _
        return this.#scalar(lineEnd, null)
      case 0x2c: // ,
        return this.#scalar(lineEnd, readDouble(this.#line(from, lineEnd)))
      case 0x23: // #
        return this.#scalar(lineEnd, this.#bytes[from] === 0x74)
      case 0x21: // !
        return this.#bulk(from, lineEnd, asError)
      case 0x3d: // =
        return this.#bulk(from, lineEnd, asVerbatim)
      case 0x2a: // *
      case 0x7e: // ~
        return this.#open('list', from, lineEnd, 1)
      case 0x25: // %
        return this.#open('map', from, lineEnd, 2)
      case 0x3e: // >
        return this.#open('push', from, lineEnd, 1)
      case 0x7c: // |
        return this.#open('attribute', from, lineEnd, 2)
      default:
        throw new Error('The server sends what is not RESP')
    }
  }

  /** Waits until there are `more` bytes than now. */
  #need(more: number): false {
    this.#neededBytes = this.#bytes.length - this.#at + more
    return false
  }

  #scalar(lineEnd: number, value: Reply): true {
    this.#at = lineEnd + 2
    this.#neededBytes = 1
    this.#add(value)
    return true
  }

  #bulk(from: number, lineEnd: number, read: ReadBulk): boolean {
    const length = this.#length(from, lineEnd)
    if (length < 0) return this.#scalar(lineEnd, null)
    const start = lineEnd + 2
    const end = start + length
    if (end + 2 > this.#bytes.length) return this.#need(end + 2 - this.#bytes.length)
    const value = read(this.#bytes, start, end)
    this.#at = end + 2
    this.#neededBytes = 1
    this.#add(value)
    return true
  }

  #open(kind: FrameKind, from: number, lineEnd: number, width: number): boolean {
    const length = this.#length(from, lineEnd)
    if (length < 0) return this.#scalar(lineEnd, null)
    this.#at = lineEnd + 2
    this.#neededBytes = 1
    const isOutermost = this.#stack.length === 0 && (kind === 'list' || kind === 'map')
    this.#stack.push({ kind, remaining: length * width, items: isOutermost ? null : [] })
    if (isOutermost) this.#handler.begin(kind, length)
    this.#closeFull()
    return true
  }

  #add(value: Reply): void {
    const frame = this.#stack[this.#stack.length - 1]
    if (!frame) {
      this.#handler.value(value)
      return
    }
    frame.remaining--
    if (frame.items) frame.items.push(value)
    else this.#handler.element(value)
    if (frame.remaining === 0) this.#closeFull()
  }

  #closeFull(): void {
    const frame = this.#stack.at(-1)
    if (!frame || frame.remaining > 0) return
    this.#stack.pop()
    const { kind, items } = frame
    if (!items) this.#handler.end()
    // What the server says unasked, and remarks on what follows, are no replies.
    else if (kind === 'list') this.#add(items)
    else if (kind === 'map') this.#add(new ReplyMap(items))
  }

  #line(from: number, end: number): string {
    return this.#bytes.toString('utf8', from, end)
  }

  /** Lines are short as a rule: a search in native code would cost more than it saves. */
  #lineEnd(from: number): number {
    const nearEnd = Math.min(from + 24, this.#bytes.length)
    for (let at = from; at < nearEnd; at++) if (this.#bytes[at] === CR) return at
    return this.#bytes.indexOf(CR, nearEnd)
  }

  /** -1 stands for NULL. */
  #length(from: number, end: number): number {
    const isNegative = this.#bytes[from] === MINUS
    let value = 0
    for (let at = isNegative ? from + 1 : from; at < end; at++)
      value = value * 10 + (this.#bytes[at]! - ZERO)
    return isNegative ? -value : value
  }

  #integer(from: number, end: number): bigint {
    // Beyond 15 digits a number would lose some.
    if (end - from > 15) return BigInt(this.#line(from, end))
    return BigInt(this.#length(from, end))
  }
}

type ReadBulk = (bytes: Buffer, start: number, end: number) => Reply

const asBytes: ReadBulk = (bytes, start, end) => bytes.subarray(start, end)
const asError: ReadBulk = (bytes, start, end) => new ReplyError(bytes.toString('utf8', start, end))
/** Three letters and a colon stand in front. */
const asVerbatim: ReadBulk = (bytes, start, end) => bytes.subarray(start + 4, end)

const readDouble = (text: string): number =>
  text === 'inf' ? Infinity : text === '-inf' ? -Infinity : Number(text)
