import { randomUUID } from 'node:crypto'
import type { KeptAnswers } from '../../contract/pools.ts'
import type { Clock } from '../clock.ts'
import type { ResultSink, Statement } from '../drivers/driver.ts'
import type { FrameStore } from '../frame/FrameStore.ts'
import type { StoredResult } from '../frame/StoredResult.ts'

/** Whose results these are in the store: no window's, so that they outlive each of them. */
const CLIENT_ID = 'answer-cache'
/** What an answer costs beside its rows: without it, answers without rows would be free. */
const OVERHEAD_BYTES = 1_024

export type AnswerCacheOptions = {
  readonly frames: Pick<FrameStore, 'open' | 'close'>
  readonly clock: Clock
  /** How many bytes of answers a profile keeps; 0: none. */
  readonly limitBytes: (profileId: string) => number
  /** Whether statements that run together only read. */
  readonly onlyRead: (profileId: string, statements: readonly string[]) => boolean
}

/** An answer as the server gave it then. `answeredAtMs` is in milliseconds since 1970. */
export type Answer = { readonly result: StoredResult; readonly answeredAtMs: number }

type Kept = Answer & { readonly sizeBytes: number }

/**
 * Answers to statements that only read, for when no server of their profile can be reached. Each
 * profile has its own bound of bytes; the answer given longest ago goes first. Held in the frame store,
 * in memory or on disk as its budget has it, and nowhere once the program ends.
 */
export class AnswerCache {
  readonly #options: AnswerCacheOptions
  /** By profile, then by statement; the oldest answer first. */
  readonly #kept = new Map<string, Map<string, Kept>>()
  /** By profile: how often an answer was asked for, and how often there was one. */
  readonly #lookups = new Map<string, { askedCount: number; givenCount: number }>()

  constructor(options: AnswerCacheOptions) {
    this.#options = options
  }

  /** Whether answers to these statements, run together outside of a transaction, are kept. */
  keeps(profileId: string, statements: readonly string[]): boolean {
    const { limitBytes, onlyRead } = this.#options
    return limitBytes(profileId) > 0 && onlyRead(profileId, statements)
  }

  /**
   * Takes a copy of a whole result, in place of an earlier answer to the same. One larger than the
   * bound, or closed meanwhile, is not kept; whoever reads it is not held up.
   */
  async keep(profileId: string, statement: Statement, result: StoredResult): Promise<void> {
    const { frames, clock, limitBytes } = this.#options
    const answeredAtMs = clock.wallClockMs()
    const key = keyOf(statement)
    const sizeBytes = sizeOf(result) + OVERHEAD_BYTES + key.length * 2
    this.#drop(profileId, key)
    if (sizeBytes > limitBytes(profileId)) return
    const answers = this.#kept.get(profileId) ?? new Map<string, Kept>()
    this.#kept.set(profileId, answers)
    const copy = frames.open({
      resultId: randomUUID(),
      columns: result.columns,
      clientId: CLIENT_ID,
    })
    try {
      await copyRows(result, copy, new AbortController().signal)
    } catch {
      // Its window closed it, or the disk is full: then there is nothing to fall back on later.
      return void frames.close(copy.resultId)
    }
    copy.end({ isComplete: true })
    // The profile may lead elsewhere by now, where this is no answer.
    if (this.#kept.get(profileId) !== answers) return void frames.close(copy.resultId)
    this.#drop(profileId, key)
    answers.set(key, { result: copy, answeredAtMs, sizeBytes })
    this.#makeRoom(profileId, answers)
  }

  /** The answers to all of the statements, in their order; null where one of them is not kept. */
  find(profileId: string, statements: readonly Statement[]): Answer[] | null {
    const answers = statements.map((each) => this.#kept.get(profileId)?.get(keyOf(each)))
    const isGiven = answers.every((answer) => answer !== undefined)
    const { askedCount, givenCount } = this.#lookupsOf(profileId)
    this.#lookups.set(profileId, {
      askedCount: askedCount + 1,
      givenCount: givenCount + (isGiven ? 1 : 0),
    })
    return isGiven ? answers : null
  }

  /** How full it is for a profile and how often it helped; null where the profile keeps none. */
  figures(profileId: string): KeptAnswers | null {
    const limitBytes = this.#options.limitBytes(profileId)
    if (limitBytes === 0) return null
    const kept = [...(this.#kept.get(profileId)?.values() ?? [])]
    return {
      limitBytes,
      sizeBytes: kept.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      answerCount: kept.length,
      ...this.#lookupsOf(profileId),
    }
  }

  /** The profile leads elsewhere now, or keeps less. */
  forget(profileId: string): void {
    for (const key of this.#kept.get(profileId)?.keys() ?? []) this.#drop(profileId, key)
    this.#kept.delete(profileId)
  }

  #lookupsOf(profileId: string): { askedCount: number; givenCount: number } {
    return this.#lookups.get(profileId) ?? { askedCount: 0, givenCount: 0 }
  }

  #makeRoom(profileId: string, answers: ReadonlyMap<string, Kept>): void {
    let sizeBytes = 0
    for (const kept of answers.values()) sizeBytes += kept.sizeBytes
    const limitBytes = this.#options.limitBytes(profileId)
    for (const [key, kept] of answers) {
      if (sizeBytes <= limitBytes) return
      sizeBytes -= kept.sizeBytes
      this.#drop(profileId, key)
    }
  }

  #drop(profileId: string, key: string): void {
    const answers = this.#kept.get(profileId)
    const kept = answers?.get(key)
    if (!kept) return
    answers!.delete(key)
    void this.#options.frames.close(kept.result.resultId)
  }
}

/** Writes the rows of a whole result once more. */
export async function copyRows(
  from: StoredResult,
  to: { write: ResultSink['write'] },
  signal: AbortSignal,
): Promise<void> {
  for await (const batch of from.batches({ signal })) await to.write(batch)
}

/** The same for the same statement with the same values; kinds of values are told apart. */
const keyOf = ({ sql, parameters = [] }: Statement): string =>
  JSON.stringify([
    sql,
    ...parameters.map((value) =>
      value instanceof Uint8Array
        ? ['bytes', Buffer.from(value).toString('base64')]
        : [typeof value, String(value)],
    ),
  ])

function sizeOf({ stored }: StoredResult): number {
  let sizeBytes = 0
  for (const batch of stored) sizeBytes += batch.sizeBytes
  return sizeBytes
}
