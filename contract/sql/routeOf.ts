import { fluxMayWrite, influxStatements, isFlux } from './influxWords.ts'
import { isSql, Scanner, type Splitter } from './Scanner.ts'

/** What a run asks of the server it goes to, and where it insists to go. */
export type Route = {
  intent: 'read' | 'write'
  /** Said by a comment such as `/* sluice: primary *\/`. */
  hint: 'primary' | 'replica' | null
}

/** Statements that begin so read, unless a word of `WRITING` follows. */
const READING = new Set('select with values table show explain describe desc'.split(' '))

/** Words that make a reading statement write, lock or depend on the session. */
const WRITING = new Set(
  (
    'insert update delete merge into create ' +
    'nextval setval set_config pg_notify lo_create lo_import lo_unlink lo_put dblink_exec ' +
    'pg_advisory_lock pg_advisory_xact_lock pg_try_advisory_lock pg_try_advisory_xact_lock ' +
    'pg_advisory_unlock pg_advisory_unlock_all pg_cancel_backend pg_terminate_backend pg_promote'
  ).split(' '),
)
const LOCKING = new Set(['update', 'share', 'key', 'no'])
const HINT = /^(?:\/\*\+?|--)\s*sluice:\s*(primary|replica)\b/i

/**
 * Where statements that run together on one session can go. They read only when each of them does; the
 * first hint counts. Errs on the side of writing; a function of the user's own that writes goes unseen.
 */
export function routeOf(statements: readonly string[], splitter: Splitter): Route {
  if (splitter === 'influx')
    return { intent: statements.every(influxReads) ? 'read' : 'write', hint: null }
  if (!isSql(splitter)) return { intent: 'write', hint: null }
  const routes = statements.map((sql) => routeOfOne(sql, splitter))
  return {
    intent: routes.every(({ intent }) => intent === 'read') ? 'read' : 'write',
    hint: routes.find(({ hint }) => hint)?.hint ?? null,
  }
}

const INFLUX_READING = new Set(['SELECT', 'WITH', 'SHOW', 'EXPLAIN', 'DESCRIBE', 'VALUES'])

function influxReads(script: string): boolean {
  if (isFlux(script)) return !fluxMayWrite(script)
  return influxStatements(script).every((tokens) => {
    const words = tokens.map((token) => token.toUpperCase())
    return INFLUX_READING.has(words[0]!) && !words.includes('INTO')
  })
}

function routeOfOne(sql: string, splitter: 'postgres' | 'sqlite' | 'mssql'): Route {
  const scanner = new Scanner(sql, splitter)
  let hint: Route['hint'] = null
  let first: string | null = null
  let previous = ''
  let isWriting = false
  while (scanner.next()) {
    if (scanner.kind === 'comment') {
      const told = HINT.exec(scanner.text)?.[1]?.toLowerCase()
      hint ??= told === 'primary' || told === 'replica' ? told : null
    }
    // Behind it stands another statement.
    if (scanner.kind === 'semicolon' && first !== null) previous = ';'
    if (scanner.kind !== 'word') continue
    const word = scanner.text.toLowerCase()
    first ??= word
    isWriting ||= WRITING.has(word) || (previous === 'for' && LOCKING.has(word))
    isWriting ||= previous === ';' && !READING.has(word)
    previous = word
  }
  return { intent: first !== null && READING.has(first) && !isWriting ? 'read' : 'write', hint }
}
