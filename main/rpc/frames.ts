import type { Handlers } from '../../contract/contract.ts'
import type { frameCalls, MadeResult } from '../../contract/frames.ts'
import type { StoredResult } from '../frame/StoredResult.ts'
import type { FrameWorkService } from '../work/FrameWorkService.ts'

export const frameHandlers = (work: FrameWorkService): Handlers<typeof frameCalls> => ({
  'frames.group': async (request, context) => made(await work.group(request, context)),
  'frames.sql': async (request, context) => made(await work.sql(request, context)),
  'frames.statistics': (request, context) => work.statistics(request, context),
  'frames.fromJson': async (request, context) => made(await work.fromJson(request, context)),
})

const made = ({ resultId, columns, rowCount }: StoredResult): MadeResult => ({
  resultId,
  columns: [...columns],
  rowCount,
})
