import type { PlanBuffers } from '../../../../contract/plans.ts'
import type { XmlElement } from './readXml.ts'

export type RunTime = {
  /** Of all loops. */
  readonly rows: number
  /** Of all loops, before conditions are looked at; 0 where it is not told. */
  readonly rowsRead: number
  readonly loops: number
  /** Null before SQL Server 2016. */
  readonly elapsedMs: number | null
  readonly isBatchMode: boolean
  readonly buffers: PlanBuffers | null
}

/** What the threads of an operator counted; null where it was not measured. */
export function runTimeOf(operator: XmlElement): RunTime | null {
  const threads = operator.children
    .filter(({ name }) => name === 'RunTimeInformation')
    .flatMap(({ children }) => children)
    .map(({ attributes }) => attributes)
  if (threads.length === 0) return null
  const figures = (name: string): number[] =>
    threads.flatMap((thread) => (thread[name] === undefined ? [] : [Number(thread[name])]))
  const sum = (name: string): number => figures(name).reduce((total, value) => total + value, 0)
  const elapsed = figures('ActualElapsedms')
  const logical = figures('ActualLogicalReads')
  return {
    rows: sum('ActualRows'),
    rowsRead: sum('ActualRowsRead'),
    loops: loopsOf(figures('ActualExecutions')),
    elapsedMs: elapsed.length === 0 ? null : Math.max(...elapsed),
    isBatchMode: threads.some(({ ActualExecutionMode }) => ActualExecutionMode === 'Batch'),
    buffers: logical.length === 0 ? null : buffersOf(sum),
  }
}

/** Threads that carry out one loop together count it once each. */
function loopsOf(executions: readonly number[]): number {
  if (executions.every((count) => count <= 1)) return Math.max(0, ...executions)
  return executions.reduce((total, count) => total + count, 0)
}

function buffersOf(sum: (name: string) => number): PlanBuffers {
  const readPages = sum('ActualPhysicalReads') + sum('ActualReadAheads')
  return {
    hitPages: Math.max(0, sum('ActualLogicalReads') - readPages),
    readPages,
    dirtiedPages: 0,
    writtenPages: 0,
    temporaryPages: 0,
  }
}
