import type { EventSources, Handlers } from '../../contract/contract.ts'
import type { queryCalls, queryEvents } from '../../contract/query.ts'
import type { QueryService } from '../query/QueryService.ts'

export const queryHandlers = (queries: QueryService): Handlers<typeof queryCalls> => ({
  'query.run': (request, context) => queries.run(request, context),
})

export const querySources = (queries: QueryService): EventSources<typeof queryEvents> => ({
  'query.events': ({ runId }, emit) => queries.onEvents(runId, emit),
})
