import type { EventSources, Handlers } from '../../contract/contract.ts'
import type { exportCalls, exportEvents } from '../../contract/exports.ts'
import type { ExportService } from '../transfer/ExportService.ts'

export const exportHandlers = (exports: ExportService): Handlers<typeof exportCalls> => ({
  'exports.run': (request, context) => exports.run(request, context),
  'exports.runQuery': (request, context) => exports.runQuery(request, context),
})

export const exportSources = (exports: ExportService): EventSources<typeof exportEvents> => ({
  'exports.progress': ({ exportId }, emit) => exports.onProgress(exportId, emit),
  'exports.download': ({ exportId }, emit) => exports.onDownload(exportId, emit),
})
