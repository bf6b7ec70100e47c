/**
 * How much more memory all of the program's processes hold while results stream in, at the peak. The
 * rows of the second case are about 100 bytes wide, and more than the store keeps in memory.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { mixedRows, startBigTable } from '../bigTable.ts'
import { isSmall, report } from '../report.ts'

const SAMPLE_MS = 20
const CASES = isSmall
  ? [{ rowCount: 100_000, budgetMiB: 350 }]
  : [
      { rowCount: 1_000_000, budgetMiB: 350 },
      { rowCount: 20_000_000, budgetMiB: 700 },
    ]

/** Of this process and those it started, without the database's own. */
function residentMiB(): number {
  const ours = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((id) => {
      try {
        const status = readFileSync(`/proc/${id}/status`, 'utf8')
        const field = (name: string) => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(status)?.[1]
        return [{ id, parent: field('PPid'), name: field('Name'), kibibytes: field('VmRSS') }]
      } catch {
        return [] // ended meanwhile
      }
    })
  const self = String(process.pid)
  return ours
    .filter(({ id, parent, name }) => id === self || (parent === self && name === 'node'))
    .reduce((sum, { kibibytes }) => sum + Number(kibibytes ?? 0) / 1_024, 0)
}

async function peakGrowthMiB(work: () => Promise<void>): Promise<number> {
  const before = residentMiB()
  let peak = before
  const timer = setInterval(() => (peak = Math.max(peak, residentMiB())), SAMPLE_MS)
  await work()
  clearInterval(timer)
  return Math.round(Math.max(peak, residentMiB()) - before)
}

const big = await startBigTable(1_000)
await big.read('select 1')
for (const { rowCount, budgetMiB } of CASES) {
  const value = await peakGrowthMiB(() => big.read(mixedRows(rowCount)))
  report(
    {
      bench: 'results/memory',
      case: `${rowCount} × 10 streaming in, peak growth`,
      value,
      unit: 'MiB',
      peer: 'budget',
      peerValue: budgetMiB,
    },
    { isLessBetter: true },
  )
}
await big.stop()
