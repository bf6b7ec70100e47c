import { text } from '../text/text.ts'
import type { StageCounts } from './stage.ts'

/** `2 changed · 1 new · 3 deleted`; what there is none of is left out. */
export const summaryOf = ({ changed, added, deleted }: StageCounts): string =>
  [
    changed > 0 && text('edits.changed', { count: changed }),
    added > 0 && text('edits.added', { count: added }),
    deleted > 0 && text('edits.deleted', { count: deleted }),
  ]
    .filter(Boolean)
    .join(' · ')
