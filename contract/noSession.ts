import type { EditorTab } from './workspace.ts'

/** Of a tab that has nothing of its own on a server. */
export const NO_SESSION: Pick<EditorTab, 'commitMode' | 'transaction' | 'schema' | 'keptSession'> =
  {
    commitMode: null,
    transaction: null,
    schema: null,
    keptSession: null,
  }
