/** For what the server has no part in: gives up waiting when the user does. */
export async function unlessCancelled<T>(
  work: Promise<T>,
  signal: AbortSignal,
  error: () => Error,
): Promise<T> {
  const cancelled = Promise.withResolvers<never>()
  const cancel = () => cancelled.reject(error())
  signal.addEventListener('abort', cancel, { once: true })
  try {
    if (signal.aborted) throw error()
    return await Promise.race([work, cancelled.promise])
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}
