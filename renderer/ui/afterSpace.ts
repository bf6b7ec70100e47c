import type { SuggestionKind } from './sqlCompletion.ts'

type Place = { readonly before: RegExp; readonly wanted: readonly SuggestionKind[] }

/** Behind these words something certain follows; elsewhere a popup at each space would only be in the way. */
const PLACES: readonly Place[] = [
  { before: /\bon\s$/i, wanted: ['join'] },
  { before: /\b(?:join|from|into|update)\s$/i, wanted: ['join', 'table', 'view'] },
  { before: /\b(?:order|group)\s+by\s$/i, wanted: ['column'] },
  { before: /(?:=|<>|\bin\s*\()\s$|\bin\s*\($/i, wanted: ['value'] },
]

/** What has to be among the suggestions for a popup to open by itself behind a typed space or `(`; null: nothing does. */
export const wantedAfterSpace = (line: string): readonly SuggestionKind[] | null =>
  PLACES.find(({ before }) => before.test(line))?.wanted ?? null
