import { WorkbenchError } from '../../../contract/errors.ts'
import type { Introspector } from '../driver.ts'

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
  catalog: async () => ({ defaultSchema: '', relations: [] }),
}

const noTables = (): WorkbenchError =>
  new WorkbenchError('unsupported', 'Redis has keys and no tables. Browse them instead.')
