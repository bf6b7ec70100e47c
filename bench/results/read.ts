/**
 * A result of PostgreSQL from the query to the frame store, by the services the program itself uses,
 * beside what `psql` copies and what `pg` makes of it as row objects.
 */
import { BIG_QUERY, startBigTable } from '../bigTable.ts'
import { isSmall, medianMs, perSecond, report } from '../report.ts'

const big = await startBigTable()
const times = await medianMs(isSmall ? 1 : 5, {
  ours: () => big.read(BIG_QUERY),
  psql: async () => {
    await big.psql(`\\copy (${BIG_QUERY}) to '/dev/null' (format binary)`)
  },
  objects: async () => {
    await big.client.query(BIG_QUERY)
  },
})
await big.stop()

const figure = {
  bench: 'results/read',
  case: `${big.rowCount} × 10, query to stored frame`,
  value: perSecond(big.rowCount, times.ours),
  unit: 'rows/s',
}
for (const [peer, peerMs] of [
  ['psql \\copy binary', times.psql],
  ['pg row objects', times.objects],
] as const)
  report({ ...figure, peer, peerValue: perSecond(big.rowCount, peerMs) }, { isLessBetter: false })
