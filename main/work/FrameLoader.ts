import { WorkbenchError } from '../../contract/errors.ts'
import { encodeArrowBatches } from '../frame/arrowCodec.ts'
import type { Batch } from '../frame/Batch.ts'
import type { StoredBatch } from '../frame/StoredBatches.ts'
import { resultClosed } from '../frame/refusals.ts'
import type { StoredResult } from '../frame/StoredResult.ts'
import { type PartOfColumn, partName } from './columnParts.ts'
import type { Sifting, WorkRequest } from './messages.ts'
import type { PolarsThread } from './PolarsThread.ts'

/** What each thread may keep of results for the next piece of work. */
export const KEPT_BYTES = 192 * 1024 * 1024
/** What a piece of work may need at once, beyond what is kept. */
const LIMIT_BYTES = 1024 * 1024 * 1024
/** Batches that cross to a thread together, and what is worked on at a time where all is too much. */
const MESSAGE_BYTES = 8 * 1024 * 1024
const PORTION_BYTES = 64 * 1024 * 1024
/** About as long as the text of a number or a moment is. */
const TEXT_BYTES = 24

/** What a thread has of one result. */
type Held = { rowCount: number; readonly parts: Set<string>; sizeBytes: number }

export type Loading = {
  result: StoredResult
  parts: readonly PartOfColumn[]
  signal: AbortSignal
}

/**
 * Brings columns of stored results to Polars threads, and knows what each has: what was asked for
 * once is there the next time, while there is room. A thread reads spilled batches from the result's
 * file itself.
 */
export class FrameLoader {
  readonly #held = new WeakMap<PolarsThread, Map<string, Held>>()
  readonly #keptBytes: number

  constructor(keptBytes: number) {
    this.#keptBytes = keptBytes
  }

  has(thread: PolarsThread, resultId: string): boolean {
    return this.#heldBy(thread).has(resultId)
  }

  /** Whether all of it may stay with a thread; else go over it in portions. */
  fits(result: StoredResult, parts: readonly PartOfColumn[]): boolean {
    return sizeBytesOf(result.stored, parts) <= this.#keptBytes
  }

  /**
   * Has the parts in the frame named as the result. Throws `result-closed`, and `invalid-request`
   * where they are more than can be worked on at once.
   */
  async load(thread: PolarsThread, { result, parts, signal }: Loading): Promise<void> {
    const { resultId, rowCount } = result
    const known = this.#heldBy(thread).get(resultId)
    if (known && known.rowCount !== rowCount) this.forget(thread, resultId)
    const held = this.#heldBy(thread).get(resultId) ?? { rowCount, parts: new Set(), sizeBytes: 0 }
    const missing = parts.filter((part) => !held.parts.has(partName(part)))
    const sizeBytes = sizeBytesOf(result.stored, missing)
    requireSize(held.sizeBytes + sizeBytes)
    if (missing.length > 0 || held.parts.size === 0) {
      const batches = [...result.stored]
      await send(thread, { result, parts: missing, signal, frameId: resultId, batches })
    }
    for (const part of missing) held.parts.add(partName(part))
    held.sizeBytes += sizeBytes
    this.#heldBy(thread).delete(resultId)
    this.#heldBy(thread).set(resultId, held) // now the latest
  }

  /** One frame after the other that holds some rows each; `work` is done with one before the next. */
  async inPortions(
    thread: PolarsThread,
    loading: Loading,
    work: (portion: Sifting) => Promise<unknown>,
  ): Promise<void> {
    const portionBytes = Math.min(PORTION_BYTES, this.#keptBytes)
    const portions = [...portionsOf(loading.result.stored, loading.parts, () => portionBytes)]
    for (const portion of portions) {
      const isLast = portion === portions.at(-1)
      await this.onPortion(thread, { ...loading, portion }, (frameId) => work({ frameId, isLast }))
    }
  }

  /** Brings the rows of a portion, and takes them off when the work with them is done. */
  async onPortion<T>(
    thread: PolarsThread,
    { portion, ...loading }: Loading & { portion: readonly StoredBatch[] },
    work: (frameId: string) => Promise<T>,
  ): Promise<T> {
    const frameId = `${loading.result.resultId} portion`
    try {
      await send(thread, { ...loading, frameId, batches: portion })
      return await work(frameId)
    } finally {
      thread.tell({ kind: 'drop', frameId })
    }
  }

  /** Takes a result off the thread. */
  forget(thread: PolarsThread, resultId: string): void {
    if (this.#heldBy(thread).delete(resultId)) thread.tell({ kind: 'drop', frameId: resultId })
  }

  /** Takes off what is beyond the budget, the results used longest ago first. */
  trim(thread: PolarsThread): void {
    const held = this.#heldBy(thread)
    let sizeBytes = 0
    for (const each of held.values()) sizeBytes += each.sizeBytes
    for (const [resultId, each] of held) {
      if (sizeBytes <= this.#keptBytes) return
      this.forget(thread, resultId)
      sizeBytes -= each.sizeBytes
    }
  }

  #heldBy(thread: PolarsThread): Map<string, Held> {
    const held = this.#held.get(thread) ?? new Map<string, Held>()
    this.#held.set(thread, held)
    return held
  }
}

type Sending = Loading & { frameId: string; batches: readonly StoredBatch[] }

async function send(thread: PolarsThread, sending: Sending): Promise<void> {
  const { result, parts, signal, frameId, batches } = sending
  const columns = [...new Set(parts.map(({ column }) => column))]
  const types = columns.map((index) => result.columns[index]!.type)
  const firstRow = batches[0]?.from ?? 0
  try {
    await thread.ask({ kind: 'load', plan: { frameId, firstRow, columns, types, parts } })
    let underWay: Promise<unknown> = Promise.resolve()
    for (const group of groupsOf(batches)) {
      const request = await requestOf(group, columns, result)
      await underWay
      signal.throwIfAborted()
      underWay = thread.ask(request, request.kind === 'batches' ? [bufferOf(request.bytes)] : [])
      underWay.catch(() => {}) // told when the next is to be sent
    }
    await underWay
    await thread.ask({ kind: 'loaded' })
  } catch (error) {
    // Its file goes with it, and the thread finds it gone.
    throw result.isClosed ? resultClosed(result.resultId) : error
  }
}

type SendRequest = Extract<WorkRequest, { kind: 'batches' | 'spilled' }>

async function requestOf(
  group: readonly StoredBatch[],
  columns: readonly number[],
  result: StoredResult,
): Promise<SendRequest> {
  const inMemory = group.flatMap(({ batch }) => (batch ? [batch] : []))
  if (inMemory.length < group.length)
    return {
      kind: 'spilled',
      path: result.spillPath!,
      batches: group.map(({ place, types }) => ({ place: place!, types })),
    }
  const picked = inMemory.map(({ rowCount, columns: all }): Batch => ({
    rowCount,
    columns: columns.map((index) => all[index]!),
  }))
  const types = picked[0]!.columns.map(({ type }) => type)
  return { kind: 'batches', types, bytes: encodeArrowBatches(picked) }
}

const bufferOf = ({ buffer }: Uint8Array): ArrayBuffer => buffer as ArrayBuffer

/** Neighbours that are in the same place and have the same types, up to some megabytes. */
function* groupsOf(batches: readonly StoredBatch[]): Generator<StoredBatch[]> {
  let group: StoredBatch[] = []
  let sizeBytes = 0
  for (const stored of batches) {
    const first = group[0]
    const belongs = first && sizeBytes + stored.sizeBytes <= MESSAGE_BYTES && isAlike(first, stored)
    if (first && !belongs) {
      yield group
      group = []
      sizeBytes = 0
    }
    group.push(stored)
    sizeBytes += stored.sizeBytes
  }
  if (group.length > 0) yield group
}

const isAlike = (a: StoredBatch, b: StoredBatch): boolean =>
  (a.batch === null) === (b.batch === null) && JSON.stringify(a.types) === JSON.stringify(b.types)

/** `bytesOf`: about what the parts of a portion, by its number, may take. */
export function* portionsOf(
  batches: Iterable<StoredBatch>,
  parts: readonly PartOfColumn[],
  bytesOf: (portion: number) => number,
): Generator<StoredBatch[]> {
  let count = 0
  let portion: StoredBatch[] = []
  let sizeBytes = 0
  for (const stored of batches) {
    portion.push(stored)
    sizeBytes += sizeBytesOf([stored], parts)
    if (sizeBytes < bytesOf(count)) continue
    yield portion
    count++
    portion = []
    sizeBytes = 0
  }
  if (portion.length > 0) yield portion
}

/** About what the parts take in a thread; texts of numbers and times take more than these. */
function sizeBytesOf(batches: Iterable<StoredBatch>, parts: readonly PartOfColumn[]): number {
  let sizeBytes = 0
  for (const { columnBytes, rowCount } of batches)
    for (const { column, part } of parts)
      sizeBytes += columnBytes[column]! + (part === 'stored' ? 0 : rowCount * TEXT_BYTES)
  return sizeBytes
}

function requireSize(sizeBytes: number): void {
  if (sizeBytes <= LIMIT_BYTES) return
  const mebibytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024).toLocaleString('en')
  throw new WorkbenchError(
    'invalid-request',
    `The columns asked for take ${mebibytes(sizeBytes)} MiB, and at most ` +
      `${mebibytes(LIMIT_BYTES)} MiB are worked on at once. Take fewer columns, filter in the ` +
      'statement, or let the database do it.',
    { details: { sizeBytes, limitBytes: LIMIT_BYTES } },
  )
}
