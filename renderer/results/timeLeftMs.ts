import type { ExportProgress } from '../../contract/exports.ts'

/** Before this a rate says little. */
const SETTLING_MS = 1_000

/** At the rate so far; null: not to be told yet, or nothing left. */
export function timeLeftMs({
  writtenRows,
  totalRows,
  elapsedMs,
}: Pick<ExportProgress, 'writtenRows' | 'totalRows' | 'elapsedMs'>): number | null {
  if (totalRows === null || writtenRows === 0 || elapsedMs < SETTLING_MS) return null
  const leftRows = totalRows - writtenRows
  return leftRows > 0 ? (elapsedMs * leftRows) / writtenRows : null
}
