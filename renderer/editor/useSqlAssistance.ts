import { useMemo } from 'react'
import type { DialectInfo } from '../../contract/drivers.ts'
import type { Catalog, KeyInfo } from '../../contract/explorer.ts'
import { useText, type Text } from '../text/text.ts'
import type { Completer } from '../ui/sqlCompletion.ts'
import type { Helper } from '../ui/sqlHelp.ts'
import { catalogOf, knownCatalog } from './catalogs.ts'
import { callAt } from './completion/callAt.ts'
import type { Relation } from './completion/catalogIndex.ts'
import { complete, type OfferedSnippet } from './completion/complete.ts'
import { inSchema } from './completion/inSchema.ts'
import { nameAt } from './completion/describeName.ts'
import { routineAt } from './completion/routineAt.ts'
import { written } from './completion/WrittenStatement.ts'
import { describeRelation } from './describeRelation.ts'
import { relationDetail } from './relationDetails.ts'
import { snippetsFor } from './snippets/snippetsStore.ts'

/** Words are offered without the tables when the server takes longer for them than one waits. */
const PATIENCE_MS = 500
/** Who stands behind ON waits longer: the condition is what one came for. */
const KEYS_PATIENCE_MS = 2_000
/** Of a statement with more tables, the first are asked for before they are needed. */
const ASKED_EARLY = 8
const NO_TABLES: Catalog = { defaultSchema: '', relations: [] }

type Connected = {
  readonly profileId: string | null
  readonly driverId: string | undefined
  readonly dialect: DialectInfo | undefined
  /** Chosen for the tab; null: the usual one. */
  readonly schema: string | null
}

/** Completion, hover and argument hints in the dialect and with the tables of a connection. */
export function useSqlAssistance({ profileId, driverId, dialect, schema }: Connected): {
  complete: Completer
  help: Helper
} {
  const text = useText()
  return useMemo(
    () => ({
      complete: async (script, offset) =>
        dialect
          ? completeScript({
              ...{ script, offset, profileId, dialect, schema },
              snippets: snippetsFor(driverId),
            })
          : null,
      help: helperOf(profileId, dialect, text),
    }),
    [profileId, driverId, dialect, schema, text],
  )
}

type CompletionRequest = {
  readonly script: string
  readonly offset: number
  readonly profileId: string | null
  readonly dialect: DialectInfo
  readonly schema: string | null
  readonly snippets: readonly OfferedSnippet[]
}

async function completeScript({
  script,
  offset,
  profileId,
  dialect,
  schema,
  snippets,
}: CompletionRequest): ReturnType<Completer> {
  const whole = profileId === null ? NO_TABLES : await within(catalogOf(profileId))
  const catalog = whole && inSchema(whole, schema)
  const { from, to } = statementRange(script, offset, dialect)
  const sql = script.slice(from, to)
  const wanted: Relation[] = []
  const known = new Map<Relation, readonly KeyInfo[]>()
  const offer = () =>
    complete(sql, offset - from, catalog ?? NO_TABLES, dialect, {
      snippets,
      onTables: (relations) => askEarly(profileId, relations),
      keysOf: (relation) => known.get(relation) ?? (wanted.push(relation), undefined),
    })
  let completion = offer()
  if (wanted.length > 0 && profileId !== null) {
    // A join: its tables' keys are asked for, once a table.
    const keys = await within(
      Promise.all(wanted.map((relation) => relationDetail(profileId, relation))),
      KEYS_PATIENCE_MS,
    )
    keys?.forEach((detail, at) => known.set(wanted[at]!, detail.keys))
    if (keys) completion = offer()
  }
  return (
    completion && {
      ...completion,
      from: completion.from + from,
      to: completion.to + from,
      isIncomplete: completion.isIncomplete || !catalog,
    }
  )
}

function helperOf(profileId: string | null, dialect: DialectInfo | undefined, text: Text): Helper {
  return {
    async describe(script, offset) {
      if (!dialect || profileId === null) return null
      const catalog = await within(catalogOf(profileId))
      const { from, to } = statementRange(script, offset, dialect)
      const sql = script.slice(from, to)
      const named = catalog && nameAt(sql, offset - from, catalog, dialect)
      if (!named) {
        const routine = routineAt(sql, offset - from, catalog ?? NO_TABLES, dialect)
        if (!routine) return null
        const code = routine.signatures.join('\n')
        return { code, lines: [], from: routine.from + from, to: routine.to + from }
      }
      const detail = await within(relationDetail(profileId, named.relation))
      const described = describeRelation({ ...named, detail }, text)
      return { ...described, from: named.from + from, to: named.to + from }
    },
    signature(script, offset) {
      if (!dialect) return null
      const { from, to } = statementRange(script, offset, dialect)
      const catalog = profileId === null ? undefined : knownCatalog(profileId)
      return callAt(script.slice(from, to), offset - from, dialect, catalog)
    },
  }
}

const statementRange = (script: string, offset: number, { splitter }: DialectInfo) =>
  written.rangeAt(script, splitter, offset)

/** Where tables are joined, their keys are on their way before ON is written. */
function askEarly(profileId: string | null, relations: readonly Relation[]): void {
  if (profileId === null || relations.length < 2) return
  for (const relation of relations.slice(0, ASKED_EARLY))
    relationDetail(profileId, relation).catch(() => {})
}

const within = <T>(asked: Promise<T>, patienceMs = PATIENCE_MS): Promise<T | null> =>
  Promise.race([
    asked.catch(() => null),
    new Promise<null>((resolve) => setTimeout(() => resolve(null), patienceMs)),
  ])
