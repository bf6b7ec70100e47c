import type { TextKey } from '../text/text.ts'
import type { Measure } from './planFigures.ts'

/** What the step that stands out is called: the surer the better it was measured. */
export function slowestText(measure: Measure): TextKey {
  if (measure === 'time') return 'plans.slowest'
  return measure === 'cost' ? 'plans.costliest' : 'plans.likelySlowest'
}
