import type { EventSources, Handlers } from '../../contract/contract.ts'
import type { savedCalls, savedEvents } from '../../contract/saved.ts'
import type { SavedQueryStore } from '../workspace/SavedQueryStore.ts'
import type { SnippetStore } from '../workspace/SnippetStore.ts'

type SavedStores = { savedQueries: SavedQueryStore; snippets: SnippetStore }

export const savedHandlers = ({
  savedQueries,
  snippets,
}: SavedStores): Handlers<typeof savedCalls> => ({
  'saved.list': () => savedQueries.list(),
  'saved.save': ({ item }) => savedQueries.save(item),
  'saved.delete': ({ itemId }) => savedQueries.delete(itemId),
  'snippets.list': () => snippets.list(),
  'snippets.save': ({ snippet }) => snippets.save(snippet),
  'snippets.delete': ({ snippetId }) => snippets.delete(snippetId),
})

export const savedSources = ({
  savedQueries,
  snippets,
}: SavedStores): EventSources<typeof savedEvents> => ({
  'saved.changed': (_filter, emit) => {
    const stops = [
      savedQueries.onChanged(() => emit('queries')),
      snippets.onChanged(() => emit('snippets')),
    ]
    return () => stops.forEach((stop) => stop())
  },
})
