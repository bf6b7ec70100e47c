import { zoneOffsetSeconds } from '../../../contract/format/zoneOffset.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const STEPS_MS = [
  1, 5, 10, 50, 100, 500,
  SECOND, 5 * SECOND, 10 * SECOND, 15 * SECOND, 30 * SECOND,
  MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE,
  HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR,
  DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 91 * DAY, 182 * DAY,
  365 * DAY, 2 * 365 * DAY, 5 * 365 * DAY, 10 * 365 * DAY, 50 * 365 * DAY, 100 * 365 * DAY,
] // prettier-ignore

/** Round moments of a zone between two, at most about `most`. */
export function momentTicks(fromMs: number, toMs: number, most: number, zone: string): number[] {
  const stepMs = STEPS_MS.find((step) => (toMs - fromMs) / step <= most) ?? STEPS_MS.at(-1)!
  const offsetMs = zoneOffsetSeconds(zone, fromMs / 1_000) * 1_000
  const ticks: number[] = []
  const first = Math.ceil((fromMs + offsetMs) / stepMs) * stepMs - offsetMs
  for (let tick = first; tick <= toMs; tick += stepMs) ticks.push(tick)
  return ticks.length > 0 ? ticks : [fromMs]
}

/** As much of a moment as a tick needs: the day, the time, or both where a span goes over days. */
export function momentTick(atMs: number, spanMs: number, zone: string): string {
  const shifted = atMs + zoneOffsetSeconds(zone, atMs / 1_000) * 1_000
  if (!Number.isFinite(shifted) || Math.abs(shifted) > 8.64e15) return ''
  const [day = '', time = ''] = new Date(shifted).toISOString().split('T')
  if (spanMs > 400 * DAY) return day.slice(0, -3)
  if (spanMs > 4 * DAY) return day
  const clock =
    spanMs <= 10 * SECOND
      ? time.slice(0, 12)
      : spanMs <= 5 * MINUTE
        ? time.slice(0, 8)
        : time.slice(0, 5)
  return spanMs > DAY ? `${day.slice(5)} ${clock}` : clock
}
