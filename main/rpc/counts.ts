import type { Handlers } from '../../contract/contract.ts'
import type { countCalls } from '../../contract/counts.ts'
import type { CountService } from '../query/CountService.ts'

export const countHandlers = (counts: CountService): Handlers<typeof countCalls> => ({
  'counts.rows': (request, context) => counts.rows(request, context),
})
