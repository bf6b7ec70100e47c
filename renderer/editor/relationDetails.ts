import type { RelationDetail } from '../../contract/explorer.ts'
import { api } from '../api/api.ts'

type Place = { readonly schema: string; readonly name: string }

const details = new Map<string, Map<string, Promise<RelationDetail>>>()
const KEPT_RELATIONS = 500

/** Columns and keys of a table, asked for once; of a failed request nothing is kept. */
export function relationDetail(
  profileId: string,
  { schema, name }: Place,
): Promise<RelationDetail> {
  const known = details.get(profileId) ?? new Map<string, Promise<RelationDetail>>()
  details.set(profileId, known)
  const key = JSON.stringify([schema, name])
  const found = known.get(key)
  if (found) return found
  if (known.size >= KEPT_RELATIONS) known.clear()
  const asked = api.call('explorer.relation', { profileId, schema, name })
  known.set(key, asked)
  asked.catch(() => known.delete(key))
  return asked
}

/** Tables may have changed: the next question asks the server. */
export const forgetDetails = (profileId: string): void => void details.delete(profileId)
