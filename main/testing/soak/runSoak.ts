/**
 * Pools under random faults for minutes on end: `--minutes N`, `--clients N` over all databases
 * together, `--think-ms N` between two turns of a client, `--seed N`. Run with `--expose-gc`.
 * Ends with code 1 where something was not as it must be.
 */
import { readdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { GroundSoak } from './GroundSoak.ts'
import { grounds } from './grounds.ts'
import { growthOf } from './Trend.ts'

const SAMPLE_MS = 5_000
const REPORT_MS = 30_000
/** The first part is warm-up: code is compiled, pools fill. */
const WARM_UP_RATIO = 1 / 3
const MAX_HEAP_GROWTH_MIB = 6
/** A session through a proxy to a server of our own holds four. */
const MAX_DESCRIPTOR_GROWTH = 10 * grounds.length
const MAX_DESCRIPTORS_LEFT = 20
const MIB = 2 ** 20

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '3' },
    clients: { type: 'string', default: '200' },
    'think-ms': { type: 'string', default: '250' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
const minutes = numberOf('minutes')
const seed = numberOf('seed')
const complaints: string[] = []
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error: Error) => complaints.push(`${event}: ${error.stack ?? String(error)}`))

const descriptorsBefore = countDescriptors()
const made = await Promise.all(grounds.map((make) => make()))
const soaks = made.map(
  (ground, index) =>
    new GroundSoak(ground, {
      clients: Math.round(numberOf('clients') / grounds.length),
      thinkMs: numberOf('think-ms'),
      seed: seed + index,
    }),
)
const names = made.map(({ name }) => name).join(', ')
console.log(`Soak of ${minutes} min with ${values.clients} clients on ${names}, seed ${seed}.`)
for (const soak of soaks) soak.begin()

const heapMib: number[] = []
const descriptors: number[] = []
const startedAtMs = performance.now()
for (let turn = 1; performance.now() - startedAtMs < minutes * 60_000; turn++) {
  await sleep(SAMPLE_MS)
  heapMib.push(heapUsedMib())
  descriptors.push(countDescriptors())
  if ((turn * SAMPLE_MS) % REPORT_MS === 0) printProgress()
}
await Promise.all(soaks.map((soak) => soak.end()))

const heapGrowthMib = growthOf(measured(heapMib))
const descriptorGrowth = growthOf(measured(descriptors))
await sleep(500)
const descriptorsLeft = countDescriptors() - descriptorsBefore
if (heapGrowthMib > MAX_HEAP_GROWTH_MIB) complaints.push(`the heap grew by ${mib(heapGrowthMib)}`)
if (descriptorGrowth > MAX_DESCRIPTOR_GROWTH)
  complaints.push(`${descriptorGrowth.toFixed(0)} more file descriptors are open than at first`)
if (descriptorsLeft > MAX_DESCRIPTORS_LEFT)
  complaints.push(`${descriptorsLeft} file descriptors are left open`)
for (const soak of soaks) {
  console.log(soak.summary())
  complaints.push(...soak.complaints.map((complaint) => `${soak.ground.name}: ${complaint}`))
}
console.log(
  `Heap ${mib(heapMib.at(-1) ?? 0)}, grew by ${mib(heapGrowthMib)} after the warm-up; file ` +
    `descriptors grew by ${descriptorGrowth.toFixed(1)}, ${descriptorsLeft} left at the end.`,
)
for (const complaint of complaints) console.log(`NOT AS IT MUST BE: ${complaint}`)
console.log(complaints.length === 0 ? 'The soak is clean.' : `${complaints.length} complaints.`)
process.exit(complaints.length === 0 ? 0 : 1)

function printProgress(): void {
  const elapsedMin = ((performance.now() - startedAtMs) / 60_000).toFixed(1)
  console.log(
    `${elapsedMin} min, heap ${mib(heapMib.at(-1) ?? 0)}, ${descriptors.at(-1)} descriptors`,
  )
  for (const soak of soaks) console.log(`  ${soak.report()}`)
}

function heapUsedMib(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / MIB
}

function countDescriptors(): number {
  return process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0
}

function measured(samples: readonly number[]): number[] {
  return samples.slice(Math.floor(samples.length * WARM_UP_RATIO))
}

function mib(value: number): string {
  return `${value.toFixed(1)} MiB`
}

function numberOf(name: keyof typeof values): number {
  const value = Number(values[name])
  if (Number.isFinite(value) && value > 0) return value
  console.log(`--${name} takes a number above 0, not “${values[name]}”.`)
  process.exit(2)
}
