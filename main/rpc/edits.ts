import type { Handlers } from '../../contract/contract.ts'
import type { editCalls } from '../../contract/edits.ts'
import type { keptEditCalls } from '../../contract/keptEdits.ts'
import type { EditService } from '../edit/EditService.ts'
import type { KeptEditService } from '../edit/KeptEditService.ts'

export const editHandlers = (
  edits: EditService,
  kept: KeptEditService,
): Handlers<typeof editCalls & typeof keptEditCalls> => ({
  'edits.target': (request, context) => edits.target(request, context),
  'edits.preview': (request, context) => edits.preview(request, context),
  'edits.apply': (request, context) => edits.apply(request, context),
  'edits.reload': (request, context) => edits.reload(request, context),
  'edits.keep': (request, context) => kept.keep(request, context),
  'edits.kept': () => kept.list(),
  'edits.restore': (request, context) => kept.restore(request, context),
  'edits.drop': ({ id }) => kept.drop(id),
})
