import { useEffect, useState } from 'react'
import { toWireError, type WireError } from '../../../contract/errors.ts'
import type { ResultState } from '../../results/runState.ts'
import type { CellPlace } from '../../ui/moveFocus.ts'
import { readValue, type Value } from './readValue.ts'

/** A value up to this is read whole when its cell is looked at; of a larger one the beginning. */
const FIRST_BYTES = 256 * 1024
/** What the window holds of one value at most. */
const MOST_BYTES = 256 * 1024 * 1024

type ValueState = {
  /** Null: on its way. */
  readonly value: Value | null
  readonly error: WireError | null
  readonly isLoadingAll: boolean
}

const LOADING: ValueState = { value: null, error: null, isLoadingAll: false }

/** The value of a cell; `loadAll` reads the rest of one of which only the beginning is here. */
export function useValue(result: ResultState, { row, column }: CellPlace) {
  const [state, setState] = useState<ValueState & { of: string }>({ ...LOADING, of: '' })
  const [allOf, setAllOf] = useState<string | null>(null)
  const of = `${result.resultId} ${row} ${column}`
  const wantsAll = allOf === of
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const limitBytes = wantsAll ? MOST_BYTES : FIRST_BYTES
    if (wantsAll) setState((known) => ({ ...known, isLoadingAll: true }))
    readValue(result, { row, column }, { limitBytes, signal }).then(
      (value) => !signal.aborted && setState({ ...LOADING, value, of }),
      (error: unknown) =>
        !signal.aborted && setState({ ...LOADING, error: toWireError(error), of }),
    )
    return () => controller.abort()
    // The value of a stored row never changes; the result around it may grow.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [of, wantsAll])
  const shown = state.of === of ? state : LOADING
  return { ...shown, loadAll: () => setAllOf(of) }
}
