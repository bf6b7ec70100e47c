/** CSV of a stored result and straight from the query, beside what `psql` copies to a file. */
import { join } from 'node:path'
import { BIG_QUERY, PROFILE, startBigTable } from '../bigTable.ts'
import { isSmall, medianMs, perSecond, report } from '../report.ts'

const big = await startBigTable()
const resultId = await big.run(BIG_QUERY)
let exportCount = 0
const fileRequest = () => ({
  exportId: `csv-${++exportCount}`,
  format: 'csv' as const,
  target: { kind: 'file' as const, path: join(big.folder, 'ours.csv') },
})

const times = await medianMs(isSmall ? 1 : 5, {
  stored: async () => {
    await big.services.call('exports.run', { ...fileRequest(), resultId })
  },
  straight: async () => {
    const statements = [BIG_QUERY]
    await big.services.call('exports.runQuery', {
      ...fileRequest(),
      profileId: PROFILE,
      statements,
    })
  },
  psql: async () => {
    await big.psql(
      `\\copy (${BIG_QUERY}) to '${join(big.folder, 'psql.csv')}' (format csv, header)`,
    )
  },
})
await big.stop()

for (const road of ['stored', 'straight'] as const)
  report(
    {
      bench: 'export/csv',
      case: `${big.rowCount} × 10, ${road === 'stored' ? 'stored frame' : 'straight from the query'}`,
      value: perSecond(big.rowCount, times[road]),
      unit: 'rows/s',
      peer: 'psql \\copy csv',
      peerValue: perSecond(big.rowCount, times.psql),
    },
    { isLessBetter: false },
  )
