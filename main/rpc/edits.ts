import type { Handlers } from '../../contract/contract.ts'
import type { editCalls } from '../../contract/edits.ts'
import type { EditService } from '../edit/EditService.ts'

export const editHandlers = (edits: EditService): Handlers<typeof editCalls> => ({
  'edits.target': (request, context) => edits.target(request, context),
  'edits.preview': (request, context) => edits.preview(request, context),
  'edits.apply': (request, context) => edits.apply(request, context),
  'edits.reload': (request, context) => edits.reload(request, context),
})
