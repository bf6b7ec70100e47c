import { text } from '../text/text.ts'

/** `18 ms`, `2.1 s`, `1 min 12 s`, `2 h 5 min`. */
export function formatDuration(elapsedMs: number): string {
  if (elapsedMs < 999.5) return text('common.milliseconds', { amount: Math.round(elapsedMs) })
  const seconds = elapsedMs / 1_000
  if (seconds < 59.95) return text('common.seconds', { amount: seconds.toFixed(1) })
  const wholeSeconds = Math.round(seconds)
  if (wholeSeconds < 3_600)
    return text('common.minutesSeconds', {
      minutes: Math.floor(wholeSeconds / 60),
      seconds: wholeSeconds % 60,
    })
  const minutes = Math.round(seconds / 60)
  return text('common.hoursMinutes', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}

const BYTE_UNITS = ['KB', 'MB', 'GB', 'TB'] as const

/** `512 bytes`, `1.5 KB`, `20 MB`; a KB has 1,024 bytes. */
export function formatBytes(sizeBytes: number): string {
  if (sizeBytes === 1) return text('common.byte')
  if (sizeBytes < 1_023.5) return text('common.bytes', { amount: sizeBytes.toFixed(0) })
  let amount = sizeBytes / 1_024
  let unit = 0
  while (amount >= 1_023.5 && unit < BYTE_UNITS.length - 1) {
    amount /= 1_024
    unit++
  }
  const digits = amount >= 99.95 ? 0 : 1
  return `${amount.toFixed(digits)} ${BYTE_UNITS[unit]}`
}

const counts = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** `1,000,000`. English and Chinese group alike. */
export const formatCount = (count: number): string => counts.format(count)
