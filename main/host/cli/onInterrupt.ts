/**
 * Aborts on Ctrl-C and its like; the command then has the server stop, and ends by itself. A second
 * Ctrl-C does not wait for that.
 */
export function onInterrupt(): AbortSignal {
  const controller = new AbortController()
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(130)
    controller.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt)
  return controller.signal
}
