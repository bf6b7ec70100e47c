let lastNs = 0n

/**
 * The first of so many times of now, in nanoseconds, that no point has been given before: points of the
 * same series and time would be one.
 */
export function takeTimes(count: number, nowMs = Date.now()): bigint {
  const nowNs = BigInt(nowMs) * 1_000_000n
  const firstNs = nowNs > lastNs ? nowNs : lastNs + 1n
  lastNs = firstNs + BigInt(count)
  return firstNs
}
