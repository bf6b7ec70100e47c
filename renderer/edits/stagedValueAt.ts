import type { EditedValue } from '../../contract/edits.ts'
import type { CellPlace } from '../ui/moveFocus.ts'
import { currentEdits } from './editsStore.ts'
import { stagedValues } from './stage.ts'
import type { Edits } from './useEdits.ts'

/** What is staged for a cell; null: it is as it is stored. An added row has nothing stored. */
export function stagedValueAt(
  { rows, refAt }: Edits,
  resultId: string,
  { row, column }: CellPlace,
): EditedValue | null {
  const ref = rows && refAt(row)
  if (!ref) return null
  const value = stagedValues(currentEdits(resultId).history.present, ref).get(column)
  return value ?? (ref.kind === 'added' ? { kind: 'null' } : null)
}
