/** `18 ms`, `2.1 s`, `1 min 12 s`, `2 h 5 min`. */
export function formatDuration(elapsedMs: number): string {
  if (elapsedMs < 999.5) return `${Math.round(elapsedMs)} ms`
  const seconds = elapsedMs / 1_000
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`
  const wholeSeconds = Math.round(seconds)
  if (wholeSeconds < 3_600) return `${Math.floor(wholeSeconds / 60)} min ${wholeSeconds % 60} s`
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

const BYTE_UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const

/** `512 bytes`, `1.5 KB`, `20 MB`; a KB has 1,024 bytes. */
export function formatBytes(sizeBytes: number): string {
  if (sizeBytes === 1) return '1 byte'
  let amount = sizeBytes
  let unit = 0
  while (amount >= 1_023.5 && unit < BYTE_UNITS.length - 1) {
    amount /= 1_024
    unit++
  }
  const digits = unit === 0 || amount >= 99.95 ? 0 : 1
  return `${amount.toFixed(digits)} ${BYTE_UNITS[unit]}`
}

const counts = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** `1,000,000`. English and Chinese group alike. */
export const formatCount = (count: number): string => counts.format(count)
