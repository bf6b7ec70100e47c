import { useEffect, useState, useSyncExternalStore } from 'react'
import type { ResultState } from '../results/runState.ts'
import { ResultWindows, type WindowsState } from './ResultWindows.ts'

/**
 * The part of a result that is looked at, for as long as the component stands; the component is
 * made anew for another result, but not for a view of it. `onRows` tells which rows have come.
 */
export function useResultWindows(
  { resultId, columns, rowCount }: ResultState,
  onRows: (from: number, to: number) => void,
): [ResultWindows, WindowsState] {
  const [windows] = useState(() => new ResultWindows(resultId, columns))
  useEffect(() => windows.open(onRows), [windows, onRows])
  useEffect(() => {
    windows.setResult(resultId, rowCount)
    windows.setRowCount(rowCount)
  }, [windows, resultId, rowCount])
  useEffect(() => windows.setColumns(columns), [windows, columns])
  return [windows, useSyncExternalStore(windows.onState, () => windows.state)]
}
