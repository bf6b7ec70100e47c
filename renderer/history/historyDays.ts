import type { HistoryEntry } from '../../contract/workspace.ts'

export type HistoryDay = {
  /** Midnight of the day, local time. */
  readonly startMs: number
  readonly entries: readonly HistoryEntry[]
}

/** Entries that come newest first, by the local day they were begun on. */
export function historyDays(entries: readonly HistoryEntry[]): HistoryDay[] {
  const days: { startMs: number; entries: HistoryEntry[] }[] = []
  for (const entry of entries) {
    const startMs = new Date(entry.startedAtMs).setHours(0, 0, 0, 0)
    const last = days.at(-1)
    if (last?.startMs === startMs) last.entries.push(entry)
    else days.push({ startMs, entries: [entry] })
  }
  return days
}

/** The beginning of a statement in one line, without the comments in front of it. */
export function firstWords(sql: string, most = 300): string {
  const start = sql.replace(/^(?:\s+|--[^\n]*(?:\n|$)|\/\*[^]*?\*\/)+/, '')
  return (start || sql).slice(0, most).replaceAll(/\s+/g, ' ').trim()
}
