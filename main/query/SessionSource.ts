import type { Lease } from '../pool/Lease.ts'
import type { AcquireOptions } from '../pool/Pool.ts'

/** Of a tab: what its statements change of the session is found again by its next ones. */
export type OwnSession = {
  readonly sessionId: string
  readonly clientId: string
  /** See `tabSessionSchema`. */
  readonly opensAs?: string | undefined
  readonly schema: string | null
}

export type SessionRequest = {
  readonly profileId: string
  /** What is to run tells which server it goes to; left out: reads of the program's own. */
  readonly statements?: readonly string[]
  readonly transactionId?: string | undefined
  readonly session?: OwnSession | undefined
}

/**
 * Lends the session of a run: one of the profile's pool, the one that a tab keeps, or the one of a
 * transaction that is open.
 */
export type SessionSource = {
  use<T>(
    request: SessionRequest,
    options: AcquireOptions,
    work: (lease: Lease) => Promise<T>,
  ): Promise<T>
}

/**
 * Answers when the work has answered, and holds the session beyond that for as long as `hold` says;
 * null: not at all.
 */
export async function useAndHold<T>(
  use: (work: (lease: Lease) => Promise<void>) => Promise<void>,
  work: (lease: Lease) => Promise<T>,
  hold: (lease: Lease) => Promise<void> | null,
): Promise<T> {
  const answer = Promise.withResolvers<T>()
  let given: { readonly value: T } | null = null
  use(async (lease) => {
    const value = await work(lease)
    given = { value }
    const held = hold(lease)
    if (held) answer.resolve(value)
    await held
  }).then(
    () => given && answer.resolve(given.value),
    (error: unknown) => answer.reject(error),
  )
  return answer.promise
}
