/** Beyond this a `Date` cannot go; no zone has rules there. */
const LARGEST_DATE_SECONDS = 8_640_000_000_000

const formats = new Map<string, Intl.DateTimeFormat>()

/**
 * How far a zone's clocks are ahead of UTC at an instant, in seconds. `zone` is a name of the IANA
 * database or an offset such as `+02:00`; throws a RangeError for one that is neither.
 */
export function zoneOffsetSeconds(zone: string, utcSeconds: number): number {
  if (zone === 'UTC') return 0
  const seconds = Math.max(-LARGEST_DATE_SECONDS, Math.min(LARGEST_DATE_SECONDS, utcSeconds))
  const parts = formatFor(zone).formatToParts(seconds * 1_000)
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? ''
  // `GMT`, `GMT+05:30`, `GMT-00:25:21`
  const match = /([+-])(\d\d):?(\d\d)?:?(\d\d)?$/.exec(name)
  if (!match) return 0
  const [, sign, hours, minutes = '0', rest = '0'] = match
  const size = Number(hours) * 3_600 + Number(minutes) * 60 + Number(rest)
  return sign === '-' ? -size : size
}

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  formats.set(zone, format)
  return format
}
