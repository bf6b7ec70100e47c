import pl, { type DataFrame } from 'nodejs-polars'
import { ROW_NUMBER } from './FrameLoading.ts'

/** The rows with these numbers, in this order and numbered anew. */
export function pickRows(frame: DataFrame, rows: Uint32Array): DataFrame {
  const wanted = pl.DataFrame({ [ROW_NUMBER]: pl.Series(ROW_NUMBER, rows) })
  const picked = wanted
    .withRowIndex('place')
    .join(frame, { on: ROW_NUMBER, how: 'left' })
    .sort({ by: ['place'] })
  return picked.drop(ROW_NUMBER).rename({ place: ROW_NUMBER })
}
