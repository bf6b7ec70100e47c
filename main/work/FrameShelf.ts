import { closeSync, openSync, readSync } from 'node:fs'
import type { DataFrame } from 'nodejs-polars'
import type { ColumnType } from '../../contract/columns.ts'
import { decodeArrow, decodeArrowBatches } from '../frame/arrowCodec.ts'
import type { Batch } from '../frame/Batch.ts'
import type { FilePlace } from '../frame/SpillFile.ts'
import { FrameLoading, type LoadPlan } from './FrameLoading.ts'

/** A batch in the file of its result, with the types it came with. */
export type SpilledBatch = { readonly place: FilePlace; readonly types: readonly ColumnType[] }

/** The frames that a thread holds, by id: parts of the columns of a result, all of the same rows. */
export class FrameShelf {
  readonly #frames = new Map<string, DataFrame>()
  #loading: FrameLoading | null = null

  /** Columns are about to come, for a frame that is new or has others already. */
  begin(plan: LoadPlan): void {
    this.#loading = new FrameLoading(plan)
  }

  /** `bytes`: Arrow IPC of the plan's columns, of batches that have the same types. */
  addBatches(bytes: Uint8Array, types: readonly ColumnType[]): void {
    this.#loading!.add(decodeArrowBatches(bytes, types), bytes)
  }

  /** Whole batches in the file of a result. */
  addSpilled(path: string, batches: readonly SpilledBatch[]): void {
    const file = openSync(path, 'r')
    try {
      for (const batch of batches) this.#loading!.addWhole(readSpilled(file, batch))
    } finally {
      closeSync(file)
    }
  }

  end(): void {
    const { frameId } = this.#loading!.plan
    const loaded = this.#loading!.finish()
    this.#loading = null
    this.#frames.set(frameId, beside(this.#frames.get(frameId), loaded))
  }

  get(frameId: string): DataFrame {
    const frame = this.#frames.get(frameId)
    if (!frame) throw new Error(`The frame ${frameId} is not on the shelf.`)
    return frame
  }

  put(frameId: string, frame: DataFrame): void {
    this.#frames.set(frameId, frame)
  }

  drop(frameId: string): void {
    this.#frames.delete(frameId)
  }
}

/** What is there already may be of a load that was given up when it was all but done. */
function beside(held: DataFrame | undefined, loaded: DataFrame): DataFrame {
  if (held?.height !== loaded.height) return loaded
  const kept = held.columns.filter((name) => !loaded.columns.includes(name))
  return loaded.hstack(held.select(...kept))
}

function readSpilled(file: number, { place, types }: SpilledBatch): Batch {
  const bytes = new Uint8Array(place.length)
  let readBytes = 0
  while (readBytes < place.length) {
    const part = readSync(
      file,
      bytes,
      readBytes,
      place.length - readBytes,
      place.offset + readBytes,
    )
    if (part === 0) throw new Error('The file of the result ends too early.')
    readBytes += part
  }
  return decodeArrow(bytes, types)
}
