import type { EventSources, Handlers } from '../../contract/contract.ts'
import type { copyCalls, copyEvents } from '../../contract/copies.ts'
import type { CopyService } from '../transfer/CopyService.ts'

export const copyHandlers = (copies: CopyService): Handlers<typeof copyCalls> => ({
  'results.copyText': (request, context) => copies.run(request, context),
})

export const copySources = (copies: CopyService): EventSources<typeof copyEvents> => ({
  'results.copyPiece': ({ copyId }, emit) => copies.onPiece(copyId, emit),
})
