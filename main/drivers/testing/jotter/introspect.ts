import { WorkbenchError } from '../../../../contract/errors.ts'
import type { Introspector } from '../../driver.ts'

const noTables = async (): Promise<never> => {
  throw new WorkbenchError('unsupported', 'Jotter has lists and no tables. Browse them instead.')
}

/** Lists have no schemas, tables and columns; they are browsed. */
export const introspect: Introspector = {
  schemas: async () => [],
  relations: async () => [],
  relation: noTables,
  routines: async () => [],
  definition: noTables,
  catalog: async () => ({ defaultSchema: '', relations: [] }),
}
