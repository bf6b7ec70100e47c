import type { Handlers } from '../../contract/contract.ts'
import type { schemaModelCalls } from '../../contract/schemaModel.ts'
import type { SchemaService } from '../explore/SchemaService.ts'

export const schemaHandlers = (schemas: SchemaService): Handlers<typeof schemaModelCalls> => ({
  'schemas.model': ({ parts, ...place }, { signal }) => schemas.model(place, parts, signal),
})
