import type { DataFrame } from 'nodejs-polars'
import type { StoredResult } from '../frame/StoredResult.ts'
import { readOutcome } from './Outcome.ts'
import { type OutcomeTarget, storeOutcome } from './storeOutcome.ts'
import { typedOutcome } from './typedOutcome.ts'

/**
 * A DataFrame of a script as a result like any. Lists and structs become JSON. Throws `unsupported`
 * for a column of a type that results do not have.
 */
export function storeDataFrame(frame: DataFrame, target: OutcomeTarget): Promise<StoredResult> {
  const outcome = typedOutcome(frame)
  const { columns } = outcome
  const rowsFrom = (from: number) => Promise.resolve(readOutcome(outcome, from))
  return storeOutcome({ columns, rowCount: frame.height, rowsFrom }, target)
}
