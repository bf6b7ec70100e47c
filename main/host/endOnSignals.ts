/** Within this time a second signal is the same one: Ctrl-C reaches a process by several ways. */
const SAME_SIGNAL_MS = 2_000
/** Whoever told the program to end does not wait for longer. */
const LONGEST_END_MS = 8_000

/** Ends the program in order when it is told to; told again, at once. */
export function endOnSignals(end: () => Promise<void>): void {
  let endingSinceMs: number | null = null
  const onSignal = () => {
    if (endingSinceMs !== null) {
      if (performance.now() - endingSinceMs > SAME_SIGNAL_MS) process.exit(1)
      return
    }
    endingSinceMs = performance.now()
    setTimeout(() => process.exit(1), LONGEST_END_MS).unref()
    end().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
}
