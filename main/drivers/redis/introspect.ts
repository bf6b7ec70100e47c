import { WorkbenchError } from '../../../contract/errors.ts'
import type { Introspector } from '../driver.ts'
import { countKeys } from './countKeys.ts'

/** Keys have no schemas, tables and columns; they are browsed. */
export const introspect: Introspector = {
  schemas: async () => [],
  relations: async () => [],
  relation: async () => {
    throw noTables()
  },
  routines: async () => [],
  definition: async () => {
    throw noTables()
  },
  count: countKeys,
  catalog: async () => ({ defaultSchema: '', relations: [] }),
}

const noTables = (): WorkbenchError =>
  new WorkbenchError('unsupported', 'Redis has keys and no tables. Browse them instead.')
