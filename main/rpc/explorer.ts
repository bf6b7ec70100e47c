import type { Handlers } from '../../contract/contract.ts'
import type { explorerCalls } from '../../contract/explorer.ts'
import type { ExploreService } from '../explore/ExploreService.ts'

export const explorerHandlers = (explorer: ExploreService): Handlers<typeof explorerCalls> => ({
  'explorer.schemas': ({ profileId }, { signal }) => explorer.schemas(profileId, signal),
  'explorer.relations': ({ profileId, schema }, { signal }) =>
    explorer.relations(profileId, schema, signal),
  'explorer.relation': ({ profileId, ...relation }, { signal }) =>
    explorer.relation(profileId, relation, signal),
  'explorer.browse': ({ profileId, ...request }, { signal }) =>
    explorer.browse(profileId, request, signal),
  'explorer.openStatement': ({ profileId, path }, { signal }) =>
    explorer.openStatement(profileId, path, signal),
  'explorer.keyLifetime': ({ profileId, path }, { signal }) =>
    explorer.editKey(profileId, signal, (keys, connection) =>
      keys.lifetime(connection, path, signal),
    ),
  'explorer.setKeyLifetime': ({ profileId, path, ttlMs }, { signal }) =>
    explorer.editKey(profileId, signal, (keys, connection) =>
      keys.setLifetime(connection, path, ttlMs, signal),
    ),
  'explorer.deleteKey': ({ profileId, path }, { signal }) =>
    explorer.editKey(profileId, signal, (keys, connection) =>
      keys.remove(connection, path, signal),
    ),
  'explorer.routines': ({ profileId, schema }, { signal }) =>
    explorer.routines(profileId, schema, signal),
  'explorer.items': ({ profileId }, { signal }) => explorer.items(profileId, signal),
  'explorer.objectStatement': ({ profileId, action, object }) =>
    explorer.objectStatement(profileId, action, object),
  'explorer.definition': ({ profileId, object }, { signal }) =>
    explorer.definition(profileId, object, signal),
  'explorer.catalog': ({ profileId, refresh }, { signal }) =>
    explorer.catalog(profileId, { refresh, signal }),
  'explorer.referring': ({ profileId, ...table }, { signal }) =>
    explorer.referring(profileId, table, signal),
  'explorer.countSome': ({ profileId, ...rows }, { signal }) =>
    explorer.countSome(profileId, rows, signal),
  'explorer.selectStatement': ({ profileId, ...relation }) =>
    explorer.selectStatement(profileId, relation),
})
