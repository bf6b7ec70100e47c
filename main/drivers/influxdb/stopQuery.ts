import { setTimeout as delay } from 'node:timers/promises'
import type { HttpClient, HttpRequest } from './HttpClient.ts'
import type { Login } from './login.ts'

/** How long the server is waited for to have ended a query whose request is gone. */
const DEADLINE_MS = 3_000
const REPEAT_MS = 50
/** After this many looks the server is told which query to end. */
const PATIENT_LOOKS = 6

/**
 * What to do once the request of a query is broken off. InfluxDB 1 notices that by itself and ends
 * the query; this waits until it is off the server's list, and has it killed where it stays, as behind
 * a proxy that keeps its own request. Resolves with why the server may be at work still; null: it is not.
 */
export function stopQuery(
  client: HttpClient,
  login: Login,
  request: HttpRequest,
): () => Promise<string | null> {
  // The others list no queries; closing the request is all there is.
  if (login.language !== 'influxql') return async () => null
  const body = typeof request.body === 'string' ? request.body : ''
  const sent = normal(new URLSearchParams(body).get('q') ?? '')
  return async () => {
    const deadline = AbortSignal.timeout(DEADLINE_MS)
    let refusal: string | null = null
    try {
      for (let look = 1; ; look++) {
        const own = (await runningQueries(client, login, deadline)).filter(
          ({ text }) => text === sent,
        )
        if (own.length === 0) return null
        // Of several alike it is not known which one is ours.
        if (look > PATIENT_LOOKS && own.length === 1)
          refusal ??= await kill(client, own[0]!.id, deadline)
        await delay(REPEAT_MS, undefined, { signal: deadline })
      }
    } catch (error) {
      // The server cannot be asked, or did not end it in time: the request is closed all the same.
      return refusal ?? (deadline.aborted ? OVERDUE : (error as Error).message)
    }
  }
}

const OVERDUE = `it did not end it within ${DEADLINE_MS / 1_000} s`

/** Why the server does not do it; null: it does. */
async function kill(client: HttpClient, id: number, signal: AbortSignal): Promise<string | null> {
  try {
    await ask(client, { q: `KILL QUERY ${id}` }, signal)
    return null
  } catch (error) {
    signal.throwIfAborted()
    return (error as Error).message
  }
}

async function runningQueries(
  client: HttpClient,
  { database }: Login,
  signal: AbortSignal,
): Promise<{ id: number; text: string }[]> {
  // Who is no administrator may ask for a database that he may read.
  const body = await ask(client, { q: 'SHOW QUERIES', db: database }, signal)
  const { results } = JSON.parse(body) as {
    results: { series?: { values: [number, string][] }[] }[]
  }
  const values = results[0]?.series?.[0]?.values ?? []
  return values.map(([id, text]) => ({ id, text: normal(text) }))
}

const ask = (
  client: HttpClient,
  form: Record<string, string>,
  signal: AbortSignal,
): Promise<string> =>
  client.text(
    {
      method: 'POST',
      path: '/query',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    },
    signal,
  )

/** The server lists a query as it prints it itself: only letters and digits can be relied on. */
const normal = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')
