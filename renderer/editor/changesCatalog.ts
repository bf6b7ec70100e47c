import type { Run } from '../results/runState.ts'

const CHANGING = /^\s*(?:create|alter|drop|rename|truncate|attach|detach)\b/i

/** Whether tables or columns may have come, changed or gone. */
export const changesCatalog = (run: Run | undefined): boolean =>
  run?.statements.some(({ text }) => CHANGING.test(text)) ?? false
