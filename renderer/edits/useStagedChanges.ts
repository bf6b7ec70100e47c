import { useMemo } from 'react'
import { MAX_ROW_CHANGES } from '../../contract/limits.ts'
import type { RowChange } from '../../contract/edits.ts'
import { useResultEdits } from './editsStore.ts'
import { changesOf } from './stage.ts'
import type { Edits } from './useEdits.ts'

const NONE: readonly RowChange[] = []

/**
 * The changes that are seen over the rows of a result, for copies and sums of them. `isLeftOut`: they
 * are too many for that, and what is stored stands for them.
 */
export function useStagedChanges(
  { rows }: Pick<Edits, 'rows'>,
  resultId: string,
): { changes: readonly RowChange[]; isLeftOut: boolean } {
  const { history, forced } = useResultEdits(resultId)
  return useMemo(() => {
    if (!rows) return { changes: NONE, isLeftOut: false }
    const seen = changesOf({ ...history.present, deleted: new Set() }, forced).changes
    const isLeftOut = seen.length > MAX_ROW_CHANGES
    return { changes: isLeftOut || seen.length === 0 ? NONE : seen, isLeftOut }
  }, [rows, history.present, forced])
}
