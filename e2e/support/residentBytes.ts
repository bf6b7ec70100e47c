import { readdirSync, readFileSync } from 'node:fs'

/** The memory that a process and those it started have at the moment; 0 where the system does not tell. */
export function residentBytes(pid: number): number {
  if (process.platform !== 'linux') return 0
  const parents = new Map<number, number>()
  for (const entry of readdirSync('/proc')) {
    const status = /^\d+$/.test(entry) ? statusOf(Number(entry)) : ''
    const parent = /^PPid:\s+(\d+)/m.exec(status)?.[1]
    if (parent) parents.set(Number(entry), Number(parent))
  }
  const isOurs = (each: number): boolean =>
    each === pid || (parents.has(each) && isOurs(parents.get(each)!))
  return [...parents.keys()].filter(isOurs).reduce((sum, each) => sum + ownBytes(each), 0)
}

const ownBytes = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(statusOf(pid))?.[1] ?? 0) * 1024

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    // It has ended since it was listed.
    return ''
  }
}
