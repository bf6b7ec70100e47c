import type { PlanWarning } from '../../contract/plans.ts'
import type { Text, TextKey } from '../text/text.ts'

const TEXTS: Record<PlanWarning['kind'], TextKey> = {
  'full-scan': 'plans.warnFullScan',
  'mostly-discarded': 'plans.warnDiscarded',
  'on-disk': 'plans.warnOnDisk',
  'temporary-index': 'plans.warnTemporaryIndex',
  'temporary-sort': 'plans.warnTemporarySort',
  'missing-index': 'plans.warnMissingIndex',
  'no-statistics': 'plans.warnNoStatistics',
  'no-join-condition': 'plans.warnNoJoinCondition',
  'type-conversion': 'plans.warnTypeConversion',
  other: 'plans.warnOther',
}

/** What is wrong, with the server's own word for it behind. */
export const warningText = ({ kind, detail }: PlanWarning, text: Text): string =>
  kind === 'mostly-discarded'
    ? text(TEXTS[kind], { rows: detail })
    : `${text(TEXTS[kind])}${detail && `: ${detail}`}`
