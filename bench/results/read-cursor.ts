/**
 * The same of a statement that could not be copied, since it writes before it reads, beside the row
 * objects of `pg-cursor` at the better of two batch sizes.
 */
import Cursor from 'pg-cursor'
import { startBigTable } from '../bigTable.ts'
import { isSmall, medianMs, perSecond, report } from '../report.ts'

const QUERY = `with noted as (insert into visits values (now()) returning 1)
  select big.* from big, noted`

const big = await startBigTable()
await big.client.query('create table visits (at timestamptz)')

async function cursorObjects(batchRows: number): Promise<void> {
  const cursor = big.client.query(new Cursor(QUERY))
  while ((await cursor.read(batchRows)).length > 0);
  await cursor.close()
}

const times = await medianMs(isSmall ? 1 : 5, {
  ours: () => big.read(QUERY),
  small: () => cursorObjects(1_000),
  large: () => cursorObjects(10_000),
})
await big.stop()

report(
  {
    bench: 'results/read-cursor',
    case: `${big.rowCount} × 10, after an insert in the same statement`,
    value: perSecond(big.rowCount, times.ours),
    unit: 'rows/s',
    peer: 'pg-cursor row objects',
    peerValue: perSecond(big.rowCount, Math.min(times.small, times.large)),
  },
  { isLessBetter: false },
)
