import type { EventSources, Handlers } from '../../contract/contract.ts'
import type { importCalls, importEvents } from '../../contract/imports.ts'
import type { ImportService } from '../transfer/ImportService.ts'
import type { HostHooks } from './HostHooks.ts'

export const importHandlers = (
  imports: ImportService,
  host: HostHooks,
): Handlers<typeof importCalls> => ({
  'imports.inspect': ({ source }, { signal }) => imports.inspect(source, signal),
  'imports.preview': (request, { signal }) => imports.preview(request, signal),
  'imports.target': (request, { signal }) => imports.target(request, signal),
  'imports.run': (request, { signal }) => imports.run(request, signal),
  'imports.open': ({ source }, context) => imports.open(source, context),
  'imports.saveRejects': (request) => imports.saveRejects(request),
  'imports.discardRejects': ({ importId }) => imports.discardRejects(importId),
  'imports.discardUpload': ({ path }) => host.discardUpload?.(path),
})

export const importSources = (imports: ImportService): EventSources<typeof importEvents> => ({
  'imports.progress': ({ importId }, emit) => imports.onProgress(importId, emit),
})
