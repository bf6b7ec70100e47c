/** An Excel workbook of a stored result, beside a plain library that writes row objects. */
import { join } from 'node:path'
import writeExcelFile from 'write-excel-file/node'
import { BIG_QUERY, startBigTable } from '../bigTable.ts'
import { isSmall, medianMs, perSecond, report } from '../report.ts'

const big = await startBigTable(isSmall ? 5_000 : 200_000)
const resultId = await big.run(BIG_QUERY)
const { rows } = await big.client.query<unknown[]>({ text: BIG_QUERY, rowMode: 'array' })
const sheet = rows.map((row) => row.map(libraryCell))

function libraryCell(value: unknown) {
  if (value === null) return null
  if (value instanceof Date) return { value, format: 'yyyy-mm-dd hh:mm:ss' }
  return { value: value as string | number | boolean }
}

let exportCount = 0
const times = await medianMs(isSmall ? 1 : 5, {
  ours: async () => {
    await big.services.call('exports.run', {
      exportId: `xlsx-${++exportCount}`,
      resultId,
      format: 'xlsx',
      target: { kind: 'file', path: join(big.folder, 'ours.xlsx') },
    })
  },
  library: async () => {
    await writeExcelFile(sheet).toFile(join(big.folder, 'library.xlsx'))
  },
})
await big.stop()

report(
  {
    bench: 'export/xlsx',
    case: `${big.rowCount} × 10, stored frame`,
    value: perSecond(big.rowCount, times.ours),
    unit: 'rows/s',
    peer: 'write-excel-file',
    peerValue: perSecond(big.rowCount, times.library),
  },
  { isLessBetter: false },
)
