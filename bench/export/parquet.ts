/**
 * Parquet of a stored result, beside a plain library that writes the same values from arrays that are
 * in memory already.
 */
import { join } from 'node:path'
import { parquetWriteFile } from 'hyparquet-writer'
import { BIG_QUERY, startBigTable } from '../bigTable.ts'
import { isSmall, medianMs, perSecond, report } from '../report.ts'

const big = await startBigTable()
const resultId = await big.run(BIG_QUERY)
const { rows } = await big.client.query<Record<string, unknown>>(BIG_QUERY)
const TYPES = {
  id: 'INT32',
  large: 'INT64',
  ratio: 'DOUBLE',
  flag: 'BOOLEAN',
  at: 'TIMESTAMP',
} as const
const columnData = Object.keys(rows[0]!).map((name) => {
  const type = TYPES[name as keyof typeof TYPES] ?? 'STRING'
  return { name, type, data: rows.map((row) => libraryValue(row[name], type)) }
})

function libraryValue(value: unknown, type: string): unknown {
  if (value === null) return undefined
  if (type === 'INT64') return BigInt(value as string)
  return type === 'STRING' && value instanceof Date ? value.toISOString() : value
}

let exportCount = 0
const exportWith = (compression: 'snappy' | 'zstd') => async () => {
  await big.services.call('exports.run', {
    exportId: `parquet-${++exportCount}`,
    resultId,
    format: 'parquet',
    compression,
    target: { kind: 'file', path: join(big.folder, 'ours.parquet') },
  })
}
const times = await medianMs(isSmall ? 1 : 5, {
  snappy: exportWith('snappy'),
  zstd: exportWith('zstd'),
  library: async () => {
    parquetWriteFile({ filename: join(big.folder, 'library.parquet'), columnData })
  },
})
await big.stop()

for (const compression of ['snappy', 'zstd'] as const)
  report(
    {
      bench: 'export/parquet',
      case: `${big.rowCount} × 10, stored frame, ${compression}`,
      value: perSecond(big.rowCount, times[compression]),
      unit: 'rows/s',
      peer: 'hyparquet-writer, snappy',
      peerValue: perSecond(big.rowCount, times.library),
    },
    { isLessBetter: false },
  )
