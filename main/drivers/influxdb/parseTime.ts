const TIME =
  /^(-?\d{4,})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?$/

/** Nanoseconds since 1970 of a time by RFC 3339, in UTC where it names no zone; null: it is none. */
export function parseTime(text: string): bigint | null {
  const match = TIME.exec(text)
  if (!match) return null
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] =
    match
  const ms = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  )
  const [zoneHours, zoneMinutes] = zone === 'Z' ? [0, 0] : zone.slice(1).split(':').map(Number)
  const offsetMinutes = (zoneHours! * 60 + zoneMinutes!) * (zone.startsWith('-') ? -1 : 1)
  const nanoseconds = BigInt(fraction.padEnd(9, '0'))
  return BigInt(ms - offsetMinutes * 60_000) * 1_000_000n + nanoseconds
}
