import { formatTime } from '../../text/formatTime.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const STEPS_MS = [
  SECOND, 5 * SECOND, 10 * SECOND, 15 * SECOND, 30 * SECOND,
  MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE,
  HOUR, 2 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY,
] // prettier-ignore

/** Round moments from `fromMs` to `toMs`, at most `most` of them, in the zone of the window. */
export function timeTicks(fromMs: number, toMs: number, most: number): number[] {
  const spanMs = toMs - fromMs
  const stepMs = STEPS_MS.find((step) => spanMs / step <= most) ?? 2 * DAY
  const zoneMs = -new Date(fromMs).getTimezoneOffset() * MINUTE
  const ticks: number[] = []
  const first = Math.ceil((fromMs + zoneMs) / stepMs) * stepMs - zoneMs
  for (let tick = first; tick <= toMs; tick += stepMs) ticks.push(tick)
  return ticks
}

/** Hours and minutes; seconds where the ticks are less than a minute apart, days where whole days are. */
export function formatTick(atMs: number, spanMs: number): string {
  const time = new Date(atMs)
  if (spanMs > 2 * DAY) return dayOf(time)
  const parts = [time.getHours(), time.getMinutes()]
  if (spanMs <= 3 * MINUTE) parts.push(time.getSeconds())
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

/** A moment under the pointer, with its day where the span may hold several. */
export function formatMoment(atMs: number, spanMs: number): string {
  const time = new Date(atMs)
  const clock = formatTime(atMs)
  return spanMs > 6 * HOUR ? `${dayOf(time)} ${clock}` : clock
}

const dayOf = (time: Date): string =>
  time.toLocaleDateString(document.documentElement.lang || undefined, {
    month: 'short',
    day: 'numeric',
  })
