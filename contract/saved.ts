import { z } from 'zod'
import { type } from './contract.ts'

const id = z.string().min(1).max(100)
const name = z.string().trim().min(1).max(200)

/** A query kept by name, or a folder of them. */
export const savedItemSchema = z.object({
  id,
  kind: z.enum(['folder', 'query']),
  /** The folder it stands in; null: at the top. */
  parentId: id.nullable(),
  name,
  /** Empty for a folder. */
  text: z.string().max(50_000_000),
  /** The connection it was last saved with. */
  profileId: z.string().nullable(),
})
export type SavedItem = z.output<typeof savedItemSchema>

/** Text that is put in for a short word. `$1`, `${2:name}` and `$0` are where the cursor goes in turn. */
export const snippetSchema = z.object({
  id,
  prefix: z.string().trim().min(1).max(40).regex(/^\S+$/),
  name,
  text: z.string().min(1).max(100_000),
  /** The kind of database it is for; null: any. */
  driverId: z.string().nullable(),
})
export type Snippet = z.output<typeof snippetSchema>

export const savedCalls = {
  'saved.list': { request: z.object({}), response: type<SavedItem[]>() },
  /** Adds or changes. Throws `invalid-request` for a folder that would stand in itself. */
  'saved.save': { request: z.object({ item: savedItemSchema }), response: type<void>() },
  /** A folder goes with all that stands in it. */
  'saved.delete': { request: z.object({ itemId: z.string() }), response: type<void>() },
  'snippets.list': { request: z.object({}), response: type<Snippet[]>() },
  'snippets.save': { request: z.object({ snippet: snippetSchema }), response: type<void>() },
  'snippets.delete': { request: z.object({ snippetId: z.string() }), response: type<void>() },
}

export const savedEvents = {
  /** Something was saved, moved or deleted, in whichever window. */
  'saved.changed': { filter: z.object({}), payload: type<'queries' | 'snippets'>() },
}
