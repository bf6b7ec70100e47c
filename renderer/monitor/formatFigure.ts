import { text } from '../text/text.ts'

/** Latencies to two or three digits that matter: `0.42 ms`, `18 ms`, `1.2 s`. */
export function formatLatency(ms: number): string {
  if (ms < 999.5) return text('common.milliseconds', { amount: millisecondsOf(ms) })
  const seconds = ms / 1_000
  return text('common.seconds', { amount: seconds.toFixed(seconds < 99.95 ? 1 : 0) })
}

function millisecondsOf(ms: number): string {
  if (ms === 0) return '0'
  return ms.toFixed(ms < 0.995 ? 2 : ms < 9.95 ? 1 : 0)
}

/** `60 %`, `0.4 %`; never a rounded 0 or 100 for what is neither. */
export function formatPercent(ratio: number): string {
  const percent = ratio * 100
  if (percent > 0 && percent < 0.1) return '<0.1 %'
  if (percent > 99.9 && percent < 100) return '>99.9 %'
  const isRound = percent >= 9.95 || Number.isInteger(percent)
  return `${percent.toFixed(isRound ? 0 : 1)} %`
}

/** `0`, `0.4`, `1.8`, `230`. */
export const formatRate = (rate: number): string =>
  rate === 0 ? '0' : rate < 9.95 ? rate.toFixed(1) : Math.round(rate).toLocaleString('en')

/** `0.4 s`, `42 s`, `3 min 5 s`, `2 h 10 min`. */
export function formatAge(ms: number): string {
  const seconds = ms / 1_000
  if (seconds < 9.95) return text('common.seconds', { amount: seconds.toFixed(1) })
  const whole = Math.round(seconds)
  if (whole < 60) return text('common.seconds', { amount: whole })
  if (whole < 3_600)
    return text('common.minutesSeconds', {
      minutes: Math.floor(whole / 60),
      seconds: whole % 60,
    })
  const minutes = Math.round(whole / 60)
  return text('common.hoursMinutes', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}
