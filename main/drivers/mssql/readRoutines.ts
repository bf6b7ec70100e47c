import type { CatalogRoutine, RoutineInfo } from '../../../contract/explorer.ts'
import type { CellValue } from '../../frame/collectRows.ts'
import { catalogType } from './catalogType.ts'
import type { Ask } from './introspect.ts'

/** A parameter a row; that with number 0 is what a function gives. */
const ROUTINES = (condition: string) => `
  SELECT s.name, o.name, RTRIM(o.type) AS type, p.parameter_id, p.name, t.name, p.max_length,
    p.precision, p.scale
  FROM sys.objects o
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  LEFT JOIN sys.parameters p ON p.object_id = o.object_id
  LEFT JOIN sys.types t ON t.user_type_id = p.user_type_id
  WHERE o.type IN ('P', 'PC', 'X', 'FN', 'IF', 'TF', 'FS', 'FT', 'AF') ${condition}
  ORDER BY s.name, o.name, p.parameter_id`

export async function readRoutines(ask: Ask, schema: string): Promise<RoutineInfo[]> {
  const found = gather(await ask(ROUTINES('AND s.name = @p1'), schema))
  return found.map(({ name, kind, signature }) => ({ schema, name, kind, signature }))
}

/** Those of all schemas. */
export const readCallable = async (ask: Ask): Promise<CatalogRoutine[]> =>
  gather(await ask(ROUTINES('')))

/** There are no overloads. */
function gather(rows: readonly CellValue[][]): CatalogRoutine[] {
  const byName = Map.groupBy(rows, ([schema, name]) => JSON.stringify([schema, name]))
  return [...byName.values()].map(toRoutine)
}

function toRoutine(rows: readonly CellValue[][]): CatalogRoutine {
  const [schema, name, type] = rows[0]!.map(String) as [string, string, string]
  const parameters = rows.filter(([, , , id]) => Number(id ?? 0) > 0)
  const result = rows.find(([, , , id]) => id !== null && Number(id) === 0)
  const givesRows = GIVES_ROWS.has(type)
  return {
    schema,
    name,
    kind: ROUTINE_KIND[type] ?? 'function',
    signature: parameters
      .map(([, , , , parameter, ...parts]) => `${String(parameter)} ${catalogType(parts)}`)
      .join(', '),
    returns: givesRows ? 'TABLE' : result ? catalogType(result.slice(5)) : '',
    ...(givesRows && { givesRows }),
  }
}

const GIVES_ROWS: ReadonlySet<string> = new Set(['IF', 'TF', 'FT'])

const ROUTINE_KIND: Readonly<Record<string, RoutineInfo['kind']>> = {
  P: 'procedure',
  PC: 'procedure',
  X: 'procedure',
  AF: 'aggregate',
}
