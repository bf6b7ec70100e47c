import type { Handlers } from '../../contract/contract.ts'
import type { schemaCompareCalls } from '../../contract/schemaCompare.ts'
import type { schemaModelCalls } from '../../contract/schemaModel.ts'
import type { SchemaService } from '../explore/SchemaService.ts'

export const schemaHandlers = (
  schemas: SchemaService,
): Handlers<typeof schemaModelCalls & typeof schemaCompareCalls> => ({
  'schemas.model': ({ parts, ...place }, { signal }) => schemas.model(place, parts, signal),
  'schemas.compare': (sides, { signal }) => schemas.compare(sides, signal),
  'schemas.migrationScript': ({ chosen, ...sides }, { signal }) =>
    schemas.migrationScript(sides, chosen, signal),
})
