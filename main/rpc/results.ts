import type { Handlers } from '../../contract/contract.ts'
import type { pointCalls } from '../../contract/points.ts'
import type { resultCalls } from '../../contract/results.ts'
import type { FrameStore } from '../frame/FrameStore.ts'
import { readPoints } from '../frame/points/readPoints.ts'
import { ResultBlock } from '../frame/ResultBlock.ts'
import { summarize } from '../frame/summary/summarize.ts'
import { asStaged } from '../transfer/StagedRows.ts'
import { saveCell } from '../transfer/saveCell.ts'
import type { FindService } from '../work/FindService.ts'
import type { ViewService } from '../work/ViewService.ts'

export const resultHandlers = (
  frames: FrameStore,
  views: ViewService,
  finds: FindService,
): Handlers<typeof resultCalls & typeof pointCalls> => ({
  'results.points': ({ resultId, ...request }, { signal }) =>
    readPoints(frames.get(resultId), request, signal),
  'results.window': ({ resultId, ...range }) => frames.get(resultId).window(range),
  'results.cell': ({ resultId, row, column, limitBytes }) =>
    frames.get(resultId).cell(row, column, limitBytes),
  'results.view': async (request, context) => {
    const { resultId, rowCount } = await views.open(request, context)
    return { resultId, rowCount }
  },
  'results.summary': ({ resultId, block, staged }, { signal }) =>
    summarize(new ResultBlock(asStaged(frames.get(resultId), staged), block), signal),
  'results.find': (request, context) => finds.find(request, context),
  'results.saveCell': (request) => saveCell(frames.get(request.resultId), request),
  'results.close': async ({ resultIds }) => {
    await Promise.all(resultIds.map((resultId) => frames.close(resultId)))
  },
})
