import type { Handlers } from '../../contract/contract.ts'
import type { resultCalls } from '../../contract/results.ts'
import type { FrameStore } from '../frame/FrameStore.ts'
import type { ViewService } from '../work/ViewService.ts'

export const resultHandlers = (
  frames: FrameStore,
  views: ViewService,
): Handlers<typeof resultCalls> => ({
  'results.window': ({ resultId, ...range }) => frames.get(resultId).window(range),
  'results.cell': ({ resultId, row, column, limitBytes }) =>
    frames.get(resultId).cell(row, column, limitBytes),
  'results.view': async (request, context) => {
    const { resultId, rowCount } = await views.open(request, context)
    return { resultId, rowCount }
  },
  'results.close': async ({ resultIds }) => {
    await Promise.all(resultIds.map((resultId) => frames.close(resultId)))
  },
})
