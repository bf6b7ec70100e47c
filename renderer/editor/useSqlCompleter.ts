import { useCallback } from 'react'
import type { DialectInfo } from '../../contract/drivers.ts'
import type { Catalog } from '../../contract/explorer.ts'
import { statementAt } from '../../contract/sql/statementAt.ts'
import type { Completer } from '../ui/sqlCompletion.ts'
import { catalogOf } from './catalogs.ts'
import { complete } from './completion/complete.ts'

/** Words are offered without the tables when the server takes longer for them than one waits. */
const PATIENCE_MS = 500
const NO_TABLES: Catalog = { defaultSchema: '', relations: [] }

/** Completion in the dialect and with the tables of a connection. */
export function useSqlCompleter(
  profileId: string | null,
  dialect: DialectInfo | undefined,
): Completer {
  return useCallback<Completer>(
    async (script, offset) => {
      if (!dialect) return null
      const catalog = profileId === null ? NO_TABLES : await catalogWithin(profileId)
      const statement = statementAt(script, dialect.splitter, offset)
      // Behind a statement's semicolon, and in front of any, a new one begins.
      const isInside = statement && statement.from <= offset && offset <= statement.to
      const { from, to } = isInside ? statement : { from: offset, to: offset }
      const completion = complete(
        script.slice(from, to),
        offset - from,
        catalog ?? NO_TABLES,
        dialect,
      )
      if (!completion) return null
      return {
        ...completion,
        from: completion.from + from,
        to: completion.to + from,
        isIncomplete: completion.isIncomplete || !catalog,
      }
    },
    [profileId, dialect],
  )
}

const catalogWithin = (profileId: string): Promise<Catalog | null> =>
  Promise.race([
    catalogOf(profileId).catch(() => null),
    new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS)),
  ])
