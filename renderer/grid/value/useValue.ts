import { useEffect, useMemo, useState } from 'react'
import { toWireError, type WireError } from '../../../contract/errors.ts'
import type { ResultState } from '../../results/runState.ts'
import type { EditedValue } from '../../../contract/edits.ts'
import type { CellPlace } from '../../ui/moveFocus.ts'
import { readValue, type Value } from './readValue.ts'
import { isReadWhole, isWhole } from './valueViews.ts'

/** Of a larger value the beginning is shown first. */
const FIRST_BYTES = 256 * 1024
/** Who only passes over a cell does not wait for all of its value. */
const PAUSE_MS = 150
/** What the window holds of one value at most. */
const MOST_BYTES = 256 * 1024 * 1024

type ValueState = {
  /** Null: on its way. */
  readonly value: Value | null
  readonly error: WireError | null
  /** The rest of the value is on its way. */
  readonly isLoadingAll: boolean
}

const LOADING: ValueState = { value: null, error: null, isLoadingAll: false }

/**
 * The value of a cell: at once its beginning, and all of it soon after unless it is very large; then
 * `loadAll` reads the rest.
 */
export function useValue(
  result: ResultState,
  { row, column }: CellPlace,
  staged: EditedValue | null = null,
) {
  const [state, setState] = useState<ValueState & { of: string }>({ ...LOADING, of: '' })
  const [allOf, setAllOf] = useState<string | null>(null)
  const of = `${result.resultId} ${row} ${column}`
  const wantsAll = allOf === of
  useEffect(() => {
    if (staged) return
    const controller = new AbortController()
    const { signal } = controller
    const tell = (change: Partial<ValueState>): void => {
      if (!signal.aborted) setState({ ...LOADING, ...change, of })
    }
    const read = (limitBytes: number) => readValue(result, { row, column }, { limitBytes, signal })
    const load = async (): Promise<void> => {
      const beginning = await read(FIRST_BYTES)
      const isLoadingAll = !isWhole(beginning) && (wantsAll || isReadWhole(beginning))
      tell({ value: beginning, isLoadingAll })
      if (!isLoadingAll) return
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
      if (!signal.aborted) tell({ value: await read(MOST_BYTES) })
    }
    load().catch((error: unknown) => tell({ error: toWireError(error) }))
    return () => controller.abort()
    // The value of a stored row never changes; the result around it may grow.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [of, wantsAll, staged === null])
  const stagedState = useMemo(() => staged && { ...LOADING, value: stagedValue(staged) }, [staged])
  const shown = stagedState ?? (state.of === of ? state : LOADING)
  return { ...shown, loadAll: () => setAllOf(of) }
}

/** What is staged, as a value that is here whole; a default is not known yet. */
function stagedValue(staged: EditedValue): Value {
  if (staged.kind !== 'text') return { kind: 'null' }
  const sizeBytes = new TextEncoder().encode(staged.text).length
  return { kind: 'text', text: staged.text, sizeBytes, loadedBytes: sizeBytes }
}
