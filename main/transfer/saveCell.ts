import type { Request } from '../../contract/contract.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { resultCalls } from '../../contract/results.ts'
import type { ReadableResult } from '../frame/ReadableResult.ts'
import { saveBytes } from './saveBytes.ts'

type SaveRequest = Omit<Request<(typeof resultCalls)['results.saveCell']>, 'resultId'>

/** See `results.saveCell` of the contract. Throws `file-failed`, `disk-full`, `invalid-request`. */
export async function saveCell(
  result: Pick<ReadableResult, 'cell'>,
  { row, column, path }: SaveRequest,
): Promise<{ sizeBytes: number }> {
  const cell = await result.cell(row, column)
  if (!cell)
    throw new WorkbenchError('invalid-request', 'The cell is NULL: there is nothing to save.')
  await saveBytes(path, cell.bytes)
  return { sizeBytes: cell.sizeBytes }
}
