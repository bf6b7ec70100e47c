import type { Database } from 'better-sqlite3'
import {
  historyMetrics,
  type HistoryFigures,
  type HistoryPoint,
} from '../../contract/poolHistory.ts'

/** A step of a pool's history; `sampleCount` is how many figures its means are of. */
export type HistoryStep = HistoryPoint & { poolId: string; stepMs: number; sampleCount: number }

type StepKey = Pick<HistoryStep, 'poolId' | 'stepMs' | 'atMs'>
type Row = { at_ms: number; sample_count: number; figures: Buffer }

/** What the pools did, in steps of several lengths. */
export class PoolHistoryStore {
  readonly #database
  readonly #save
  readonly #find
  readonly #range
  readonly #prune
  readonly #forget

  constructor(database: Database) {
    this.#database = database
    this.#save = database.prepare<[string, number, number, number, Buffer]>(
      `insert into pool_history (pool_id, step_ms, at_ms, sample_count, figures)
       values (?, ?, ?, ?, ?)
       on conflict do update set sample_count = excluded.sample_count, figures = excluded.figures`,
    )
    this.#find = database.prepare<[string, number, number], Row>(
      `select at_ms, sample_count, figures from pool_history
       where pool_id = ? and step_ms = ? and at_ms = ?`,
    )
    this.#range = database.prepare<[string, number, number], Row>(
      `select at_ms, sample_count, figures from pool_history
       where pool_id = ? and step_ms = ? and at_ms >= ? order by at_ms`,
    )
    this.#prune = database.prepare<[number, number]>(
      'delete from pool_history where step_ms = ? and at_ms < ?',
    )
    this.#forget = database.prepare<[string, string]>(
      `delete from pool_history where pool_id = ? or pool_id like ? escape '\\'`,
    )
  }

  /** Each in place of what was kept of its step. All or none. */
  save(steps: readonly HistoryStep[]): void {
    this.#database.transaction(() => {
      for (const step of steps)
        this.#save.run(step.poolId, step.stepMs, step.atMs, step.sampleCount, pack(step))
    })()
  }

  find({ poolId, stepMs, atMs }: StepKey): HistoryStep | null {
    const row = this.#find.get(poolId, stepMs, atMs)
    return row ? { poolId, stepMs, sampleCount: row.sample_count, ...pointOf(row) } : null
  }

  /** Oldest first. */
  since({ poolId, stepMs, atMs }: StepKey): HistoryPoint[] {
    return this.#range.all(poolId, stepMs, atMs).map(pointOf)
  }

  /** Lets go of steps of this length that began before. */
  prune(stepMs: number, beforeMs: number): void {
    this.#prune.run(stepMs, beforeMs)
  }

  /** Of all servers of a profile. */
  forget(profileId: string): void {
    this.#forget.run(profileId, `${profileId.replace(/[\\%_]/g, String.raw`\$&`)}#%`)
  }
}

/** Least, mean and most of each metric behind one another; NaN for null. */
function pack({ least, mean, most }: HistoryPoint): Buffer {
  const packed = new Float32Array(historyMetrics.length * 3)
  for (const [part, figures] of [least, mean, most].entries())
    for (const [index, value] of figures.entries())
      packed[part * historyMetrics.length + index] = value ?? NaN
  return Buffer.from(packed.buffer)
}

function pointOf({ at_ms: atMs, figures }: Row): HistoryPoint {
  const part = (index: number): HistoryFigures =>
    historyMetrics.map((_, metric) => {
      const at = (index * historyMetrics.length + metric) * 4
      const value = at + 4 <= figures.length ? figures.readFloatLE(at) : NaN
      return Number.isNaN(value) ? null : value
    })
  return { atMs, least: part(0), mean: part(1), most: part(2) }
}
